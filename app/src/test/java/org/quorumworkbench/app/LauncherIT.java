// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.ui.Resources;

/** The launcher that `mvn package` leaves, started as people start it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it starts the launcher for the shell, and Windows has another")
final class LauncherIT {
    private static final Path BUILT = Path.of(System.getProperty("launcher.home"));

    @TempDir
    private static Path folder;

    private static Path moved;

    private record Run(int status, String out, String err) {}

    @BeforeAll
    static void moveToAFolderWithASpace() throws IOException {
        moved = folder.resolve("a b").resolve("quorum workbench");
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.toList()) {
                Path to = moved.resolve(BUILT.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    @Test
    void runsInPlace() throws Exception {
        assertStarts(run(folder, BUILT.resolve("bin/quorum-workbench"), Map.of(), "--version"));
    }

    @Test
    void runsFromAFolderWithASpace() throws Exception {
        assertStarts(run(moved.resolve("bin"), Path.of("./quorum-workbench"), Map.of(), "--version"));
    }

    @Test
    void runsThroughALinkToALink() throws Exception {
        Path relative = Files.createSymbolicLink(folder.resolve("relative"),
                Path.of("a b", "quorum workbench", "bin", "quorum-workbench"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), relative);
        assertStarts(run(Path.of("/"), link, Map.of(), "--version"));
    }

    @Test
    void usesItsCacheOnlyWhileThatIsNewerThanEveryJar() throws Exception {
        Path copy = folder.resolve("rebuilt");
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(BUILT.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Map<String, String> asked = Map.of("JAVA_TOOL_OPTIONS", "-XX:+PrintFlagsFinal");
        Path launcher = copy.resolve("bin/quorum-workbench");
        String used = copy.resolve("lib/text.aot").toRealPath().toString();
        assertTrue(run(folder, launcher, asked, "--version").out().contains(used), "the cache that was built is used");
        try (Stream<Path> jars = Files.list(copy.resolve("lib"))) {
            Path jar = jars.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        }
        assertFalse(run(folder, launcher, asked, "--version").out().contains(used), "an older one is not even tried");
        assertStarts(run(folder, launcher, Map.of(), "--version"));
    }

    @Test
    void passesArgumentsExactly() throws Exception {
        String name = " two  spaces * $HOME 'quoted' \"twice\" \\ ümläut";
        Run run = run(folder, BUILT.resolve("bin/quorum-workbench"), Map.of("LC_ALL", "C.UTF-8"), "config", name);
        assertEquals(2, run.status());
        assertTrue(run.err().contains(name), run.err());
    }

    @Test
    void takesJavaHomeWhenTheJdkThatBuiltItIsGone() throws Exception {
        Path copy = withoutItsJdk("orphan");
        assertStarts(
                run(folder, copy.resolve("bin/quorum-workbench"), Map.of("JAVA_HOME", System.getProperty("java.home")),
                        "--version"));
    }

    @Test
    void saysInOneLineThatThereIsNoJava() throws Exception {
        Path copy = withoutItsJdk("alone");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sed")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
        }
        Run run = run(folder, copy.resolve("bin/quorum-workbench"),
                Map.of("PATH", tools.toString(), "JAVA_HOME", "/nowhere"), "--version");
        assertEquals(3, run.status());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("needs Java 25 or later"), run.err());
    }

    @Test
    void paintsALessonWithoutADisplay() throws Exception {
        Path lesson = folder.resolve("tie.json");
        try (InputStream shipped = Resources.url("lessons/tie.json").openStream()) {
            Files.copy(shipped, lesson);
        }
        Run run = run(folder, BUILT.resolve("bin/quorum-workbench"), Map.of("DISPLAY", ""), "render", "tie.json",
                "--perspective", "teach", "--theme", "dark", "--size", "1000x700", "--out", "tie.png");
        assertEquals(0, run.status(), run.err());
        BufferedImage picture = ImageIO.read(folder.resolve("tie.png").toFile());
        assertEquals(1000, picture.getWidth());
        assertEquals(700, picture.getHeight());
        long colours = IntStream.range(0, 1000 * 700).map(at -> picture.getRGB(at % 1000, at / 1000)).distinct()
                .count();
        assertTrue(colours > 50, colours + " colours: an empty window");
    }

    /** The launcher's folder with links to the jars, and a JDK on record that is not there. */
    private static Path withoutItsJdk(String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.resolve("bin"));
        Files.createDirectories(copy.resolve("lib"));
        Files.copy(BUILT.resolve("bin/quorum-workbench"), copy.resolve("bin/quorum-workbench"));
        Files.createSymbolicLink(copy.resolve("javafx"), BUILT.resolve("javafx"));
        try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.createSymbolicLink(copy.resolve("lib").resolve(jar.getFileName()), jar);
            }
        }
        Files.writeString(copy.resolve("lib/jdk"), "/nowhere\n");
        return copy;
    }

    private static void assertStarts(Run run) {
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("quorum-workbench "), run.out());
        assertEquals("", run.err());
    }

    private static Run run(Path directory, Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", null);
        Path err = Files.createTempFile(folder, "err", null);
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList())
                .directory(directory.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Run(status, Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
