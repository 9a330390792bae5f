// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

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

    private final AppImage image;
    private final Path target;
    private final Path sample;

    Cache(AppImage image, Path target, Path root) {
        this.image = image;
        this.target = target;
        this.sample = root.resolve("ui-resources/src/main/resources/org/quorumworkbench/ui/sample/quorum.json");
    }

    /** Draws the sample's window without a display, and lets the virtual machine write what it loaded for that. */
    void train() throws IOException, InterruptedException {
        Tree.setTimes(image.home(), AppImage.EPOCH_SECOND);
        Path options = image.appFolder().resolve(Packager.NAME + ".cfg");
        String kept = Files.readString(options);
        Files.writeString(options, kept.replace("-XX:AOTCache=", "-XX:AOTCacheOutput="));
        try {
            Command.time(window(), Map.of(), target.resolve("train.log"), List.of(0, 1));
        } finally {
            Files.writeString(options, kept);
        }
        if (!Files.exists(image.cache())) {
            throw new IOException("the training wrote no cache, see " + target.resolve("train.log"));
        }
        Tree.setTimes(image.home(), AppImage.EPOCH_SECOND);
    }

    /** Fails unless nearly all classes of a run come from the cache; the mode "on" refuses to start without it. */
    void verify() throws IOException, InterruptedException {
        Path log = target.resolve("classes.log");
        Command.time(window(), Map.of(JVM_OPTIONS, "-XX:AOTMode=on -Xlog:class+load:file=\"" + log + "\""),
                target.resolve("verify.log"), List.of(0, 1));
        long all;
        long cached;
        try (Stream<String> lines = Files.lines(log)) {
            List<String> loaded = lines.filter(line -> line.contains(" source: ")).toList();
            all = loaded.size();
            cached = loaded.stream().filter(line -> line.contains("shared objects file")).count();
        }
        System.out.printf("cache: %d of %d classes come from it%n", cached, all);
        if (cached < all * 0.9) {
            throw new IOException("the program does not use its cache: only " + cached + " of " + all + " classes come from it");
        }
    }

    /** Prints how long the program takes with and without the cache, in runs that take turns. */
    void measure() throws IOException, InterruptedException {
        ratio("the window's first picture", window());
        ratio("inspect", inspect());
    }

    private void ratio(String what, List<String> command) throws IOException, InterruptedException {
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            with.add(Command.time(command, Map.of(), target.resolve("measure.log"), List.of(0, 1)));
            without.add(Command.time(command, Map.of(JVM_OPTIONS, "-XX:AOTMode=off"), target.resolve("measure.log"),
                    List.of(0, 1)));
        }
        double fast = median(with);
        double slow = median(without);
        System.out.printf("%s: %.2f s with the cache, %.2f s without, ratio %.2f%n", what, fast, slow, fast / slow);
    }

    private static double median(List<Long> nanoseconds) {
        return nanoseconds.stream().sorted().toList().get(nanoseconds.size() / 2) / 1e9;
    }

    private List<String> window() {
        return List.of(image.launcher().toString(), "render", sample.toString(), "--sector", "8", "--out",
                target.resolve("window.png").toString());
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
