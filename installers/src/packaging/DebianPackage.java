// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The .deb, for Debian 12 and its descendants of that age or younger. */
final class DebianPackage {
    /**
     * What JavaFX loads: GTK for the window, GL to paint by hardware, Pango and FreeType for text, and any font. Some names
     * have another form since the 64-bit time transition.
     */
    private static final String DEPENDS = String.join(", ", "libc6 (>= 2.34)", "zlib1g", "libgtk-3-0 | libgtk-3-0t64", "libgl1",
            "libxtst6", "libxxf86vm1", "libfreetype6", "libpangoft2-1.0-0", "fontconfig",
            "fonts-dejavu-core | fonts-liberation | fonts-noto-core");

    private final Path tree;
    private final String version;
    private final Path target;
    private final Path dist;

    DebianPackage(Path tree, String version, Path target, Path dist) {
        this.tree = tree;
        this.version = version;
        this.target = target;
        this.dist = dist;
    }

    void build() throws IOException, InterruptedException {
        String architecture = architecture();
        Path work = target.resolve("deb");
        Tree.delete(work);
        Tree.copy(tree, work);
        Path control = Files.createDirectories(work.resolve("DEBIAN")).resolve("control");
        Files.writeString(control, """
                Package: %s
                Version: %s
                Architecture: %s
                Maintainer: Quorum Workbench contributors <maintainers@quorum-workbench.example>
                Installed-Size: %d
                Depends: %s
                Section: utils
                Priority: optional
                Description: votes on the replicas of one disk and shows who agreed with whom
                 Opens two to 32 replicas of one disk with a vote threshold, votes on them
                 exactly as QEMU's quorum block driver does, and shows, sector by sector, who
                 was outvoted. With a window and a command line.
                """.formatted(Packager.NAME, version, architecture, Tree.bytes(tree) / 1024, DEPENDS));
        Tree.setTimes(work, AppImage.EPOCH_SECOND);
        Command.run(List.of("dpkg-deb", "--root-owner-group", "-Zxz", "--build", work.toString(),
                dist.resolve(Packager.NAME + "_" + version + "_" + architecture + ".deb").toString()),
                Map.of("SOURCE_DATE_EPOCH", Long.toString(AppImage.EPOCH_SECOND)));
    }

    private static String architecture() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder("dpkg", "--print-architecture").start();
        String name = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (asked.waitFor() != 0) {
            throw new IOException("dpkg does not tell the architecture");
        }
        return name;
    }
}
