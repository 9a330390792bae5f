// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What cannot be written is refused before anything is read, by the option's name and the reason.
 */
class OutputsTest {

    @TempDir
    private Path folder = Path.of("");
    private Path config = Path.of("");

    /** Whoever reads these children's configuration says that c.img is missing. */
    @BeforeEach
    void makeOneChildMissing() throws IOException {
        Files.write(folder.resolve("a.img"), new byte[4096]);
        config = Files.writeString(folder.resolve("q.json"),
                "{\"vote-threshold\": 1, \"children\": [\"a.img\", \"c.img\"]}");
    }

    private String refused(String words, Path into) {
        List<String> command = Stream.of(words.split(" "))
                .map(word -> word.replace("CONFIG", config.toString()).replace("DIR", into.toString())).toList();
        Spoken spoken = Spoken.of(command.toArray());
        assertEquals(2, spoken.status(), spoken.toString());
        return spoken.err();
    }

    private static final String FOLDERS = """
            scan CONFIG --report DIR/x.csv
            scan CONFIG --report DIR/x.html
            scan CONFIG --report DIR/x.json
            scan CONFIG --mapfile DIR/x.map
            scan CONFIG --resume DIR/x.scan
            diagnose CONFIG --report DIR/x.csv
            diagnose CONFIG --report DIR/x.html
            repair plan CONFIG -o DIR/x.plan
            render CONFIG --out DIR/x.png
            serve CONFIG --socket DIR/x
            serve CONFIG --writable --scratch DIR""";

    static Stream<String> commands() {
        return FOLDERS.lines();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aFolderThatIsMissing(String words) {
        Path none = folder.resolve("none");
        String err = refused(words, none);
        assertTrue(err.contains(words.contains("--scratch") ? "there is no such folder" : "there is no folder " + none),
                err);
    }

    /** It says of itself that root may write there. */
    @ParameterizedTest
    @MethodSource("commands")
    @EnabledOnOs(OS.LINUX)
    void aFolderThatTakesNoFile(String words) {
        String err = refused(words, Path.of("/proc"));
        assertTrue(err.contains("no file can be made in /proc") || err.contains("you may not write in /proc"), err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "/proc"})
    @EnabledOnOs(OS.LINUX)
    void aJournalIsRefusedBeforeTheChildrenAreLookedAt(String into) throws IOException {
        byte[] damaged = new byte[4096];
        damaged[5] = 1;
        Files.write(folder.resolve("b.img"), damaged);
        Files.write(folder.resolve("c.img"), new byte[4096]);
        Path plan = folder.resolve("p.plan");
        Spoken planned = Spoken.of("repair", "plan", folder.resolve("a.img"), folder.resolve("b.img"),
                folder.resolve("c.img"), "--allow", "margin", "--allow", "unknown", "-o", plan);
        assertEquals(0, planned.status(), planned.err());
        Files.delete(folder.resolve("c.img"));
        String err = refused("repair apply " + plan + " --journal DIR/j", folder.resolve(into));
        assertTrue(err.contains("--journal "), err);
    }

    @Test
    void whatWasTriedLeavesNothing() throws IOException {
        Files.write(folder.resolve("c.img"), new byte[4096]);
        Path out = Files.createDirectory(folder.resolve("out"));
        Spoken spoken = Spoken.of("scan", config, "--range", "9+1", "--report", out.resolve("x.csv"));
        assertEquals(2, spoken.status(), spoken.toString());
        try (Stream<Path> left = Files.list(out)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
