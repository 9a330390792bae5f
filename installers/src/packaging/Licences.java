// SPDX-License-Identifier: GPL-2.0-or-later
package packaging;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The licence texts of all parts, in one folder: ours, those the jars carry, and a list with the texts of the others. */
final class Licences {
    private Licences() {}

    /** Fails when a jar is not on the list, so that no part is shipped without its licence. */
    static void collect(Path jars, Path root, Path licences) throws IOException {
        Tree.delete(licences);
        Files.createDirectories(licences);
        Files.copy(root.resolve("LICENSE"), licences.resolve("GPL-2.txt"));
        Tree.copy(root.resolve("installers/src/licences"), licences);
        String list = Files.readString(licences.resolve("PARTS.txt"));
        try (Stream<Path> parts = Files.list(jars)) {
            for (Path jar : parts.sorted().toList()) {
                String name = jar.getFileName().toString().replaceAll("-[0-9][^-]*(-[A-Z0-9]+)?\\.jar$", "");
                if (!name.startsWith("quorum-workbench")) {
                    if (list.lines().noneMatch(line -> line.startsWith(name + " "))) {
                        throw new IOException("installers/src/licences/PARTS.txt does not name " + name);
                    }
                    copyTexts(jar, licences.resolve(name));
                }
            }
        }
    }

    private static void copyTexts(Path jar, Path folder) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar); Stream<Path> entries = Files.walk(zip.getPath("/META-INF"), 1)) {
            for (Path text : entries.filter(p -> p.getFileName() != null
                    && p.getFileName().toString().matches("(?i)(licen[cs]e|notice|copying).*")).filter(Files::isRegularFile).toList()) {
                Files.createDirectories(folder);
                Files.copy(text, folder.resolve(text.getFileName().toString()));
            }
        }
    }
}
