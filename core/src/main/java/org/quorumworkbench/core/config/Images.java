// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;

/**
 * The children's files: what is examined, and what nothing that is saved may take the place of.
 *
 * @param files
 *            those of quorums within too
 */
public record Images(List<Path> files) {

    public Images {
        files = List.copyOf(files);
    }

    /** Those that the configuration names. */
    public static Images of(Configuration configuration) {
        return new Images(all(configuration).toList());
    }

    private static Stream<Path> all(Configuration configuration) {
        return configuration.children().stream().flatMap(child -> switch (child.source()) {
            case ChildSource.Image image -> Stream.of(image.file());
            case ChildSource.Nbd _ -> Stream.empty();
            case ChildSource.Inner(Configuration within) -> all(within);
        });
    }

    /** Them, for {@link SavedFile#sparing}. */
    public Spared spared() {
        return Spared.children(files);
    }

    /**
     * Refuses a file that is one of them, under whatever name. Blocks as long as the files do.
     *
     * @throws IOException
     *             if it is, with the reason as a part of a sentence
     */
    public void refuse(Path file) throws IOException {
        for (Path image : files) {
            if (image.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())
                    || (Files.exists(file) && Files.exists(image) && Files.isSameFile(file, image))) {
                throw new IOException("it is the image of a child, and children are never written to");
            }
        }
    }
}
