// SPDX-License-Identifier: GPL-2.0-or-later

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finishes the folder from which the program can be run in place: records the JDK that built it (the one that runs this
 * file, chosen by the build), makes the launcher executable, and makes the ahead-of-time caches, of the commands and of the
 * window, in which the virtual machine finds the classes as it has them in memory.
 *
 * <p>JDK 25.0.3 does not notice when a cache and the jars differ (JDK-8377932): the launcher uses none that is not newer than
 * every jar.
 */
final class Launcher {
    private static final String MAIN = "org.quorumworkbench.app.Main";

    private Launcher() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path lib = home.resolve("lib");
        Files.writeString(lib.resolve("jdk"), System.getProperty("java.home") + System.lineSeparator());
        Path launcher = home.resolve("bin/quorum-workbench");
        if (!launcher.toFile().setExecutable(true, false)) {
            throw new IOException(launcher + ": cannot be made executable");
        }
        removeEmptyModules(home.resolve("javafx"));
        NewerClasses.main(jars(lib, "picocli-.*"));
        Path work = Files.createTempDirectory("quorum-workbench");
        try {
            String classPath = lib + "/*";
            cache(lib.resolve("text.aot"), work, "-Dquorumworkbench.rehearsal=" + Rehearsal.write(work),
                    "--enable-native-access=ALL-UNNAMED", "-classpath", classPath, MAIN);
            cache(lib.resolve("window.aot"), work, "-Dglass.platform=Headless", "-Dprism.order=sw",
                    "-Dquorumworkbench.untilPainted=true", "--module-path=" + home.resolve("javafx"),
                    "--add-modules=javafx.controls", "--enable-native-access=javafx.graphics,ALL-UNNAMED", "-classpath",
                    classPath, MAIN);
        } finally {
            delete(work);
        }
    }

    private static String[] jars(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "\\.jar")).map(Path::toString)
                    .toArray(String[]::new);
        }
    }

    /** JavaFX publishes, beside each platform's jar, one of the same name without a class in it. */
    private static void removeEmptyModules(Path javafx) throws IOException {
        try (Stream<Path> jars = Files.list(javafx)) {
            for (Path jar : jars.filter(p -> p.getFileName().toString().matches("javafx-[a-z]+-[0-9.]+\\.jar")).toList()) {
                Files.delete(jar);
            }
        }
    }

    /**
     * Runs the program once, and lets the virtual machine write what it loaded when it ends; without the profiles of that
     * run, with which it would compile all that was ever hot as soon as the program starts.
     */
    private static void cache(Path cache, Path work, String... run) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining",
                "-XX:AOTCacheOutput=" + cache));
        command.addAll(List.of(run));
        Path log = Path.of(cache + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // What the window remembers is nobody's, and to be forgotten.
        builder.environment().put("XDG_CONFIG_HOME", work.toString());
        builder.environment().put("APPDATA", work.toString());
        int status = builder.start().waitFor();
        if (status != 0 || !Files.exists(cache)) {
            throw new IOException("the program did not start, see " + log);
        }
        Files.delete(log);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
