// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ahead-of-time cache: classes as the virtual machine has them in memory, kept beside the jars. It is made in the same
 * step that wrote the jars, since JDK 25.0.3 does not notice when they differ (JDK-8377932).
 */
final class Cache {
    private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";
    private static final int RUNS = 7;

    /** On a display if there is one: without one the pictures are copied pixel by pixel, which takes as long as the start. */
    private static final String PAINTED = (System.getenv("DISPLAY") == null && File.separatorChar == '/'
            ? "-Dglass.platform=Headless " : "") + "-Dprism.order=sw -Dquorumworkbench.untilPainted=true";

    /** What the program prints when it has painted its window. */
    private static final String DONE = "painted";

    /** With the profiles of a training, everything that was ever hot in it is compiled twice as soon as the window opens. */
    private static final String NO_PROFILES = " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining";

    private final AppImage image;
    private final Path target;

    Cache(AppImage image, Path target) {
        this.image = image;
        this.target = target;
    }

    /** Opens the window on the sample until it is painted, without a display, does what each command does on small images, and keeps what was loaded for each. */
    void train() throws IOException, InterruptedException {
        train(window(), PAINTED + NO_PROFILES, image.windowCache());
        if (image.onLinux()) {
            train(List.of(image.launcher().toString(), "--help"), "-Dquorumworkbench.rehearsal=" + rehearsal() + NO_PROFILES,
                    image.textCache());
        }
        Tree.setTimes(image.home(), AppImage.EPOCH_SECOND);
    }

    private void train(List<String> command, String options, Path cache) throws IOException, InterruptedException {
        Tree.setTimes(image.home(), AppImage.EPOCH_SECOND);
        Path written = image.options();
        String kept = Files.readString(written);
        Files.writeString(written, kept.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
        try {
            Command.watch(command, environment(options), target.resolve("train.log"));
        } finally {
            Files.writeString(written, kept);
        }
        if (!Files.exists(cache)) {
            throw new IOException("the training wrote no " + cache.getFileName() + ", see " + target.resolve("train.log"));
        }
    }

    /**
     * Fails unless nearly all classes of a run come from the cache; the mode "on" refuses to start without it.
     */
    void verify() throws IOException, InterruptedException {
        verify("the window", window(), PAINTED, 0.9);
        verify("inspect", inspect(), "", 0.9);
    }

    private void verify(String what, List<String> command, String options, double least) throws IOException, InterruptedException {
        Path log = target.resolve("classes.log");
        Command.watch(command, environment(options + " -XX:AOTMode=on -Xlog:class+load:file=\"" + log + "\""),
                target.resolve("verify.log"));
        long all;
        long cached;
        try (Stream<String> lines = Files.lines(log)) {
            List<String> loaded = lines.filter(line -> line.contains(" source: ")).toList();
            all = loaded.size();
            cached = loaded.stream().filter(line -> line.contains("shared objects file")).count();
        }
        System.out.printf("cache: %d of %d classes of %s come from it%n", cached, all, what);
        if (cached < all * least) {
            throw new IOException("the program does not use its cache: only " + cached + " of " + all + " classes of " + what
                    + " come from it");
        }
    }

    /** Prints how long the program takes with and without the cache, in runs that take turns. */
    void measure() throws IOException, InterruptedException {
        ratio("from the start until the sample is painted in the window", window(), PAINTED, DONE);
        ratio("inspect", inspect(), "", "");
    }

    /** Measures until the program prints the words, or until its end if there are none. */
    private void ratio(String what, List<String> command, String options, String words) throws IOException, InterruptedException {
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            with.add(Command.timeUntil(words, command, environment(options), target.resolve("measure.log")));
            without.add(Command.timeUntil(words, command, environment(options + " -XX:AOTMode=off"), target.resolve("measure.log")));
        }
        double fast = median(with);
        double slow = median(without);
        System.out.printf("%s: %.2f s with the cache, %.2f s without, ratio %.2f%n", what, fast, slow, fast / slow);
    }

    private static double median(List<Long> nanoseconds) {
        return nanoseconds.stream().sorted().toList().get(nanoseconds.size() / 2) / 1e9;
    }

    /** Options for the virtual machine, and a folder of nobody's for what the window remembers. */
    private Map<String, String> environment(String options) {
        return Map.of(JVM_OPTIONS, options.strip(), "XDG_CONFIG_HOME", target.resolve("config").toString(), "APPDATA",
                target.resolve("config").toString());
    }

    private List<String> window() {
        return List.of(image.launcher().toString());
    }

    /** The commands that print, as the build's own launcher is trained with them. */
    private Path rehearsal() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(target.resolve("rehearsal"));
        Command.jdkTool("java", List.of(image.root().resolve("app/src/launcher/Rehearsal.java").toString(), folder.toString()));
        return folder.resolve("commands");
    }

    /** Three small images, the second of which differs in one byte. */
    private List<String> inspect() throws IOException {
        List<String> words = new ArrayList<>(List.of(image.launcher().toString(), "inspect"));
        for (int child = 0; child < 3; child++) {
            byte[] bytes = new byte[1 << 20];
            bytes[513] = (byte) (child == 1 ? 1 : 0);
            words.add(Files.write(target.resolve("child" + child + ".img"), bytes).toString());
        }
        words.addAll(List.of("--sector", "0", "--json"));
        return words;
    }
}
