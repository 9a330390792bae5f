// SPDX-License-Identifier: GPL-2.0-or-later

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finishes the folder from which the program can be run in place: records the JDK that built it (the one that runs this
 * file, chosen by the build), makes the launcher executable, and archives the classes that a headless command loads.
 *
 * <p>The archive is of the kind that the virtual machine checks against the jars' names, sizes and times, and leaves aside
 * when one differs; an ahead-of-time cache, which JDK 25.0.3 uses unchecked, would run old classes after a rebuild.
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
        String classPath = lib + "/*";
        archiveClasses(lib.resolve("text.jsa"), "--enable-native-access=ALL-UNNAMED", "-classpath", classPath, MAIN,
                "--help");
        archiveClasses(lib.resolve("window.jsa"), "-Dglass.platform=Headless", "-Dprism.order=sw",
                "--module-path=" + home.resolve("javafx"), "--add-modules=javafx.controls",
                "--enable-native-access=javafx.graphics,ALL-UNNAMED", "-classpath", classPath, MAIN, "--help");
    }

    /** JavaFX publishes, beside each platform's jar, one of the same name without a class in it. */
    private static void removeEmptyModules(Path javafx) throws IOException {
        try (Stream<Path> jars = Files.list(javafx)) {
            for (Path jar : jars.filter(p -> p.getFileName().toString().matches("javafx-[a-z]+-[0-9.]+\\.jar")).toList()) {
                Files.delete(jar);
            }
        }
    }

    /** Runs the program once, and lets the virtual machine write the classes it loaded when it ends. */
    private static void archiveClasses(Path archive, String... run) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
        command.addAll(List.of(run));
        Path log = Path.of(archive + ".log");
        int status = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        if (status != 0 || !Files.exists(archive)) {
            throw new IOException("the program did not start, see " + log);
        }
        Files.delete(log);
    }
}
