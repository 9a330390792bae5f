// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * What an installation looks like from the root of the file system. Every file belongs to the package, so that removing it
 * leaves nothing, and the desktop's own databases are brought up to date by their packages' triggers.
 */
final class LinuxTree {
    private final AppImage image;
    private final Path target;
    private final Path root;

    LinuxTree(AppImage image, Path target, Path root) {
        this.image = image;
        this.target = target;
        this.root = root;
    }

    Path build() throws IOException {
        Path tree = target.resolve("tree");
        Tree.delete(tree);
        Tree.copy(image.home(), tree.resolve("opt").resolve(Packager.NAME));
        Path bin = Files.createDirectories(tree.resolve("usr/bin"));
        Files.createSymbolicLink(bin.resolve(Packager.NAME), Path.of("../../opt", Packager.NAME, "bin", Packager.NAME));
        Path linux = root.resolve("installers/src/linux");
        Path icons = root.resolve("installers/src/icons");
        Path share = tree.resolve("usr/share");
        put(linux.resolve(Packager.NAME + ".desktop"), share.resolve("applications"));
        put(linux.resolve(Packager.NAME + ".xml"), share.resolve("mime/packages"));
        put(icons.resolve(Packager.NAME + ".png"), share.resolve("icons/hicolor/512x512/apps"));
        put(icons.resolve(Packager.NAME + ".svg"), share.resolve("icons/hicolor/scalable/apps"));
        write(share.resolve("bash-completion/completions").resolve(Packager.NAME), Manual.bashCompletion());
        write(share.resolve("zsh/vendor-completions/_" + Packager.NAME), Manual.zshCompletion());
        write(share.resolve("doc").resolve(Packager.NAME).resolve("copyright"),
                Files.readString(root.resolve("installers/src/licences/PARTS.txt"))
                        + "\nThe texts lie in /opt/" + Packager.NAME + "/lib/licences.\n");
        Path manual = Files.createDirectories(share.resolve("man/man1")).resolve(Packager.NAME + ".1.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(manual))) {
            gzip.write(Manual.page().getBytes(StandardCharsets.UTF_8));
        }
        Tree.setTimes(tree, AppImage.EPOCH_SECOND);
        return tree;
    }

    private static void put(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(file.getFileName()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
