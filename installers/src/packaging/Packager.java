// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes everything that can be installed on the platform it runs on: an app image, and from it the platform's packages.
 *
 * <p>Arguments: the target folder, in which the build has left {@code jars} and {@code javafx}; the version; the project's root.
 */
public final class Packager {
    static final String NAME = "quorum-workbench";

    private Packager() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]).toAbsolutePath();
        String version = arguments[1];
        Path root = Path.of(arguments[2]).toAbsolutePath();
        Path dist = target.resolve("dist");
        Tree.delete(dist);
        Files.createDirectories(dist);

        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        AppImage image = new AppImage(target, version, root);
        image.build();
        Cache cache = new Cache(image, target);
        cache.train();
        cache.verify();
        cache.measure();
        image.seal();
        if (system.contains("linux")) {
            Path tree = new LinuxTree(image, target, root).build();
            new DebianPackage(tree, version, target, dist).build();
            RpmPackage rpm = new RpmPackage(tree, version, target, dist);
            if (rpm.canBeBuilt()) {
                rpm.build();
            } else {
                System.out.println("no .rpm: rpmbuild is not here");
            }
        } else {
            List<String> packager = new ArrayList<>(system.contains("windows") ? windows(image) : mac());
            packager.addAll(List.of("--name", "Quorum Workbench", "--app-version", version, "--vendor", "Quorum Workbench",
                    "--app-image", image.home().toString(), "--license-file", root.resolve("LICENSE").toString(), "--dest",
                    dist.toString()));
            Command.jdkTool("jpackage", packager);
        }
        System.out.printf("%-40s %6.1f MB installed%n", image.home().getFileName(), megabytes(image.home()));
        try (Stream<Path> packages = Files.list(dist)) {
            for (Path made : packages.sorted().toList()) {
                System.out.printf("%-40s %6.1f MB%n", made.getFileName(), megabytes(made));
            }
        }
    }

    /** The upgrade code is the same in every version: by it the installer knows what it replaces. */
    private static List<String> windows(AppImage image) {
        List<String> options = new ArrayList<>(List.of("--type", "msi", "--win-upgrade-uuid",
                "5d3a0a64-2f0e-4c55-9c1f-7a8f0f3f6b21", "--win-menu", "--win-menu-group", "Quorum Workbench",
                "--win-shortcut-prompt", "--win-dir-chooser", "--win-per-user-install"));
        image.associations().forEach(file -> options.addAll(List.of("--file-associations", file.toString())));
        return options;
    }

    private static List<String> mac() {
        return List.of("--type", "dmg");
    }

    private static double megabytes(Path made) throws IOException {
        return Tree.bytes(made) / 1e6;
    }
}
