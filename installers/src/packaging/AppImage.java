// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program with a Java runtime that holds only what it needs: JavaFX as modules of the runtime, everything else on the
 * class path, since several libraries are no named modules and could not be linked.
 */
final class AppImage {
    /** Every file carries this time: later virtual machines check the jars' times against the cache's. */
    static final long EPOCH_SECOND = 1_795_392_000L;

    private static final String CACHE = "-XX:AOTCache=$APPDIR/window.aot";
    /**
     * The second compiler waits twenty times as long as it would. While the window opens it would keep one of two processors
     * busy with methods of which most are hardly needed again; what is painted or scanned often it compiles soon all the same.
     */
    private static final List<String> SECOND_COMPILER_LATER = List.of("-XX:Tier4InvocationThreshold=100000",
            "-XX:Tier4MinInvocationThreshold=12000", "-XX:Tier4CompileThreshold=300000", "-XX:Tier4BackEdgeThreshold=800000");
    private static final String NATIVE_ACCESS = "--enable-native-access=javafx.graphics,ALL-UNNAMED";
    private static final String MAIN = "org.quorumworkbench.app.Main";

    private final Path target;
    private final String version;
    private final Path root;

    AppImage(Path target, String version, Path root) {
        this.target = target;
        this.version = version;
        this.root = root;
    }

    /** The folder of the whole project. */
    Path root() {
        return root;
    }

    Path home() {
        return target.resolve("image").resolve(onMac() ? Packager.NAME + ".app" : Packager.NAME);
    }

    private static boolean onMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }

    boolean onLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    Path launcher() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return home().resolve(Packager.NAME + ".exe");
        }
        return onMac() ? home().resolve("Contents/MacOS").resolve(Packager.NAME)
                : home().resolve("bin").resolve(Packager.NAME);
    }

    /** The folder of the jars, the launcher's options and the cache. */
    Path appFolder() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return home().resolve("app");
        }
        return onMac() ? home().resolve("Contents/app") : home().resolve("lib/app");
    }

    /** The cache of the window, and of all that has none of its own. */
    Path windowCache() {
        return appFolder().resolve("window.aot");
    }

    /** The cache of the commands that print; only where the launcher can choose. */
    Path textCache() {
        return appFolder().resolve("text.aot");
    }

    /** The file in which the virtual machine's options stand. */
    Path options() {
        return onLinux() ? launcher() : appFolder().resolve(Packager.NAME + ".cfg");
    }

    void build() throws IOException, InterruptedException {
        Tree.delete(target.resolve("jmods"));
        Tree.delete(target.resolve("runtime"));
        Tree.delete(target.resolve("image"));
        Path jmods = Files.createDirectories(target.resolve("jmods"));
        List<String> modules = new ArrayList<>(needed());
        for (Path jar : javafx()) {
            modules.add(module(jar, jmods));
        }
        Command.jdkTool("jlink", List.of("--module-path", jmods.toString(), "--add-modules", String.join(",", modules),
                "--strip-debug", "--no-header-files", "--no-man-pages", "--output", target.resolve("runtime").toString()));
        raiseOldClasses();
        Licences.collect(target.resolve("jars"), root, target.resolve("licences"));
        List<String> jpackage = new ArrayList<>(List.of("--type", "app-image", "--name", Packager.NAME, "--app-version", version,
                "--vendor", "Quorum Workbench", "--description", "Votes on replicas of one disk", "--runtime-image",
                target.resolve("runtime").toString(), "--input", target.resolve("jars").toString(), "--app-content",
                target.resolve("licences").toString(), "--main-jar", "quorum-workbench-app-" + version + ".jar",
                "--main-class", MAIN, "--icon", icon().toString(), "--java-options",
                NATIVE_ACCESS, "--java-options", "-XX:+UseSerialGC", "--java-options", CACHE, "--dest",
                target.resolve("image").toString()));
        SECOND_COMPILER_LATER.forEach(option -> jpackage.addAll(List.of("--java-options", option)));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            // One launcher serves window and commands; without a console the commands would print into nothing.
            jpackage.add("--win-console");
        } else if (onMac()) {
            jpackage.addAll(List.of("--mac-package-identifier", "org.quorumworkbench", "--mac-package-name", "Quorum Workbench"));
        }
        Command.jdkTool("jpackage", jpackage);
        if (onLinux()) {
            replaceLauncher();
        } else if (onMac()) {
            openOurFiles();
        }
    }

    /** As in the build's own launcher: no cache takes classes of Java 5. */
    private void raiseOldClasses() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(root.resolve("app/src/launcher/NewerClasses.java").toString()));
        try (Stream<Path> jars = Files.list(target.resolve("jars"))) {
            jars.filter(jar -> jar.getFileName().toString().startsWith("picocli-")).forEach(jar -> words.add(jar.toString()));
        }
        Command.jdkTool("java", words);
    }

    /** jpackage takes file associations for a package only, and a Mac looks for them in the image. */
    private void openOurFiles() throws IOException {
        StringBuilder types = new StringBuilder("<key>CFBundleDocumentTypes</key><array>");
        for (Path association : associations()) {
            Properties known = new Properties();
            try (Reader reader = Files.newBufferedReader(association)) {
                known.load(reader);
            }
            types.append("<dict><key>CFBundleTypeName</key><string>").append(known.getProperty("description"))
                    .append("</string><key>CFBundleTypeRole</key><string>Editor</string><key>LSHandlerRank</key><string>Owner</string>")
                    .append("<key>CFBundleTypeExtensions</key><array><string>").append(known.getProperty("extension"))
                    .append("</string></array></dict>");
        }
        Path about = appFolder().resolveSibling("Info.plist");
        String text = Files.readString(about);
        int end = text.lastIndexOf("</dict>");
        Files.writeString(about, text.substring(0, end) + types + "</array>" + text.substring(end));
    }

    /** What was put into the image since jpackage signed it belongs to what is signed; only a Mac minds. */
    void seal() throws IOException, InterruptedException {
        if (onMac()) {
            Command.run(List.of("codesign", "--force", "--deep", "--sign", "-", home().toString()), Map.of());
        }
    }


    /** Our launcher in place of jpackage's, with the classes in the order in which jpackage has them. */
    private void replaceLauncher() throws IOException {
        Path jpackages = appFolder().resolve(Packager.NAME + ".cfg");
        String jars = Files.readAllLines(jpackages).stream().filter(line -> line.startsWith("app.classpath=$APPDIR/"))
                .map(line -> "$app/" + line.substring(line.indexOf('/') + 1)).collect(Collectors.joining(":"));
        Files.delete(jpackages);
        Files.delete(home().resolve("lib/libapplauncher.so"));
        String script = Files.readString(root.resolve("installers/src/linux/launcher"))
                .replace("@LATER@", String.join(" ", SECOND_COMPILER_LATER))
                .replace("@MAIN@", NATIVE_ACCESS + " -classpath \"" + jars + "\" " + MAIN);
        Files.delete(launcher());
        Files.writeString(launcher(), script);
        Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path icon() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String type = system.contains("windows") ? "ico" : system.contains("mac") ? "icns" : "png";
        return root.resolve("installers/src/icons/" + Packager.NAME + "." + type);
    }

    /** What a double click opens. */
    List<Path> associations() {
        return List.of(root.resolve("installers/src/associations/quorum.properties"),
                root.resolve("installers/src/associations/scenario.properties"));
    }

    /** The JDK's modules that the jars use, JavaFX's among them being linked from their own jars. */
    private List<String> needed() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "jdeps").toString(),
                "--multi-release", "25", "--ignore-missing-deps", "--print-module-deps", "--module-path",
                target.resolve("javafx").toString(), "--class-path", target.resolve("jars") + "/*"));
        try (Stream<Path> jars = Files.list(target.resolve("jars"))) {
            jars.sorted().forEach(jar -> words.add(jar.toString()));
        }
        Process jdeps = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(jdeps.getInputStream().readAllBytes()).strip();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        if (jdeps.waitFor() != 0 || !last.startsWith("java.base")) {
            throw new IOException("jdeps did not tell the modules: " + said);
        }
        System.out.println("modules: " + last);
        // Signals are asked for by reflection, which jdeps does not see.
        return Stream.concat(Stream.of(last.split(",")).filter(module -> !module.startsWith("javafx.")),
                Stream.of("jdk.unsupported")).distinct().toList();
    }

    /** The platform's jars, not the empty ones of the same names without a classifier. */
    private List<Path> javafx() throws IOException {
        try (Stream<Path> jars = Files.list(target.resolve("javafx"))) {
            return jars.filter(jar -> !jar.getFileName().toString().matches("javafx-[a-z]+-[0-9.]+\\.jar")).sorted().toList();
        }
    }

    /**
     * Makes a linkable module of a JavaFX jar. Native libraries are kept apart from the classes, so that they come to lie in
     * the runtime's lib folder; from a jar they would be unpacked into the user's home at each start.
     */
    private String module(Path jar, Path jmods) throws IOException, InterruptedException {
        String name = jar.getFileName().toString().replaceAll("^javafx-([a-z]+)-.*$", "javafx.$1");
        Path work = Files.createTempDirectory(target, "module");
        Path classes = Files.createDirectories(work.resolve("classes"));
        Path libraries = Files.createDirectories(work.resolve("lib"));
        try (FileSystem zip = FileSystems.newFileSystem(jar); Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                boolean library = entry.getNameCount() == 1 && entry.toString().matches(".*\\.(so|dll|dylib)");
                Path to = (library ? libraries : classes).resolve(entry.toString().substring(1));
                Files.createDirectories(to.getParent());
                Files.copy(entry, to);
            }
        }
        Command.jdkTool("jmod", List.of("create", "--class-path", classes.toString(), "--libs", libraries.toString(),
                jmods.resolve(name + ".jmod").toString()));
        Tree.delete(work);
        return name;
    }
}
