// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.format.ChainFile;

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

    /** Those that an opened quorum reads, also those that its images only lead to. */
    public static Images of(OpenedQuorum opened) {
        return new Images(Stream.concat(all(opened.configuration()),
                opened.allChildren().stream().flatMap(child -> child.image().stream())
                        .flatMap(image -> image.chain().files().stream()).map(ChainFile::path))
                .distinct().toList());
    }

    private static Stream<Path> all(Configuration configuration) {
        return configuration.children().stream().flatMap(child -> switch (child.source()) {
            case ChildSource.Image image -> Stream.of(image.file());
            case ChildSource.Formatted formatted -> formatted.image().files().stream();
            case ChildSource.Nbd _ -> Stream.empty();
            case ChildSource.Inner(Configuration within) -> all(within);
        });
    }

    /**
     * What a disk of that configuration is made of, however it was written down: for every child the
     * real path of its image, or its address, and, of a part of one, where that begins and how long it
     * is, in bytes; sorted, since a disk is the same in any order of its children. An image that cannot
     * be found is called as it is written. Blocks as long as the files do.
     */
    public static List<String> identity(Configuration configuration) {
        return parts(configuration).sorted().toList();
    }

    private static Stream<String> parts(Configuration configuration) {
        return configuration.children().stream().flatMap(child -> switch (child.source()) {
            case ChildSource.Image image -> Stream.of(real(image.file()) + part(image.offset(), image.size()));
            case ChildSource.Formatted formatted ->
                Stream.of(real(formatted.image().file()) + part(formatted.offset(), formatted.size()));
            case ChildSource.Nbd nbd -> Stream.of(nbd.uri() + part(nbd.offset(), nbd.size()));
            case ChildSource.Inner(Configuration within) -> parts(within);
        });
    }

    private static String part(long offset, OptionalLong size) {
        return offset == 0 && size.isEmpty()
                ? ""
                : "@" + offset + (size.isPresent() ? "+" + size.getAsLong() : "");
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException notThere) {
            return file.toAbsolutePath().normalize();
        }
    }

    /** How many bytes of a file {@link #foreignFormat} needs to see. */
    public static final int HEAD = ImageFormat.HEAD;

    /** The format that a file with these first bytes evidently has; empty for raw bytes. */
    public static Optional<String> foreignFormat(byte[] head) {
        return ImageFormat.evident(head).map(ImageFormat.Foreign::name);
    }

    /** Them, for {@link SavedFile#sparing}. Blocks as long as the files do. */
    public Spared spared() {
        return Spared.children(files);
    }
}
