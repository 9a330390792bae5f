// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.config.OptionTrees.Form;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * Random trees of nodes mean the same to QEMU and to this program, in every form, or both refuse
 * them.
 */
@Tag("qemu")
class QemuOptionTreesTest {

    private static final int TREES = 500;

    private static final Adjustments TODAY = new Adjustments(OptionalLong.empty(), Optional.of(Semantics.V7_2));

    /** Where this program decides otherwise than QEMU, by what it says, and why. */
    private static final Map<Pattern, String> OTHERWISE = new LinkedHashMap<>();

    static {
        OTHERWISE.put(Pattern.compile("blkdebug over a quorum is not opened here"),
                "rules over a quorum would hit all its children at once; nobody has such");
        OTHERWISE.put(Pattern.compile("a blkdebug node lies under another"), "one list of rules is kept for a child");
        OTHERWISE.put(Pattern.compile("a part of a blkdebug node cannot be a child"),
                "the rules' sectors would be counted in two ways");
        OTHERWISE.put(Pattern.compile("is listed twice"), "two votes of one replica are no vote");
    }

    @TempDir
    private Path folder;

    private record Told(boolean opened, String text) {}

    private Told qemu(String word, Form form) throws IOException, InterruptedException {
        // Opened for writing, because copy-on-read refuses to lie over what is read-only.
        List<String> line = new ArrayList<>(List.of("qemu-io", "--object", "throttle-group,id=g", "-c", "quit"));
        if (form == Form.OPTIONS) {
            line.add("--image-opts");
        }
        line.add(word);
        return told(line);
    }

    private Told told(List<String> line) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        int status = process.waitFor();
        return new Told(status == 0, Files.readString(log, StandardCharsets.UTF_8));
    }

    private Configuration read(String word) throws ConfigurationProblem {
        Configuration read = new ConfigurationReader(folder, TODAY).read(List.of(word));
        OpenedQuorum.open(read, Access.EXAMINE, _ -> {}).close();
        return read;
    }

    /**
     * What of the tree is the same in every form: the quorums, their policies, and their children's
     * bytes.
     */
    private static String shape(Configuration quorum) {
        List<String> children = new ArrayList<>();
        for (ChildSpec child : quorum.children()) {
            children.add(child.nodeName().orElse("-") + " " + switch (child.source()) {
                case Image image -> image.file().getFileName() + " " + image.offset() + " " + image.size();
                case ChildSource.Formatted formatted -> formatted.toString();
                case ChildSource.Nbd nbd -> nbd.uri() + " " + nbd.offset() + " " + nbd.size();
                case Inner(Configuration inner) -> shape(inner);
            } + " " + child.blkdebug().isPresent());
        }
        return quorum.nodeName().orElse("-") + " " + quorum.policy() + " " + children;
    }

    @Test
    void fiveHundredTreesAreTheSameNodesOrBothRefuse() throws Exception {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            files.add(i % 3 == 0 ? "a, " + i + ".img" : "a" + i + ".img");
            try (RandomAccessFile file = new RandomAccessFile(folder.resolve(files.getLast()).toFile(), "rw")) {
                file.setLength(65536);
            }
        }
        int opened = 0;
        int decided = 0;
        List<String> wrong = new ArrayList<>();
        for (int seed = 0; seed < TREES; seed++) {
            Map<String, Object> tree = new OptionTrees(seed, files).tree();
            Optional<String> first = Optional.empty();
            for (Form form : Form.values()) {
                String word = OptionTrees.print(tree, form);
                // QEMU is asked in one form for each tree; the forms are compared with each other here.
                Optional<Told> told = form.name().equals(List.of(Form.values()).get(seed % Form.values().length).name())
                        ? Optional.of(qemu(word, form))
                        : Optional.empty();
                String ours;
                try {
                    ours = shape(read(word));
                } catch (ConfigurationProblem refused) {
                    ours = "refused: " + refused.reason();
                }
                boolean opens = !ours.startsWith("refused: ");
                if (told.isPresent() && told.get().opened() != opens) {
                    String reason = ours;
                    if (!opens && OTHERWISE.keySet().stream().anyMatch(known -> known.matcher(reason).find())) {
                        decided++;
                    } else {
                        wrong.add(
                                seed + " " + form + " " + word + "\n  QEMU: " + told.get().text() + "  here: " + ours);
                    }
                }
                opened += told.isPresent() && told.get().opened() && opens ? 1 : 0;
                String said = opens ? ours : "refused";
                if (first.isPresent() && !first.get().equals(said)) {
                    wrong.add(seed + " " + form + ": another tree than in another form: " + first.get() + " | " + ours);
                }
                first = Optional.of(said);
            }
            sameAsQemusOwnName(tree, seed, wrong);
        }
        assertEquals(List.of(), wrong.stream().limit(10).toList(), wrong.size() + " differ");
        assertTrue(opened > TREES / 5 && opened < TREES * 4 / 5 && decided < TREES / 5,
                opened + " opened, " + decided + " refused by decision: the trees show too little");
    }

    /** QEMU's name for what it opened has the nodes that it made; it is read back as the same tree. */
    private void sameAsQemusOwnName(Map<String, Object> tree, int seed, List<String> wrong) throws Exception {
        if (seed % 5 != 0) {
            return;
        }
        String word = OptionTrees.print(tree, Form.JSON);
        Told told = told(List.of("qemu-img", "info", "-U", "--object", "throttle-group,id=g", word));
        Optional<String> name = told.text().lines().filter(line -> line.startsWith("image: json:")).findFirst()
                .map(line -> line.substring("image: ".length()));
        if (!told.opened() || name.isEmpty()) {
            return;
        }
        try {
            String ours = shape(read(word)).replaceAll("\\bn[0-9]+\\b", "-");
            String theirs = shape(read(name.get())).replaceAll("\\bn[0-9]+\\b", "-");
            if (!ours.equals(theirs)) {
                wrong.add(seed + ": " + name.get() + "\n  is " + theirs + "\n  and not " + ours);
            }
        } catch (ConfigurationProblem refused) {
            if (OTHERWISE.keySet().stream().noneMatch(known -> known.matcher(refused.reason()).find())) {
                wrong.add(seed + ": QEMU's own name is refused: " + name.get() + ": " + refused.reason());
            }
        }
    }
}
