// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageRequest;
import org.quorumworkbench.core.nbd.NbdUri;

/** Where a child's bytes come from. */
public sealed interface ChildSource {

    /**
     * A file or block device with raw bytes.
     *
     * @param file
     *            as it was written, resolved against the configuration's folder
     * @param probed
     *            whether the format was not said, so that a file that is evidently in another format is
     *            refused
     * @param offset
     *            where the child begins in the file, in bytes
     * @param size
     *            how long the child is, in bytes; absent for the rest of the file
     */
    record Image(Path file, boolean probed, long offset, OptionalLong size) implements ChildSource {

        /** A whole file of which nothing else was said. */
        public static Image whole(Path file) {
            return new Image(file, true, 0, OptionalLong.empty());
        }
    }

    /**
     * An export of an NBD server.
     *
     * @param offset
     *            where the child begins in the export, in bytes
     * @param size
     *            how long the child is, in bytes; absent for the rest of the export
     */
    record Nbd(NbdUri uri, long offset, OptionalLong size) implements ChildSource {

        /** A whole export. */
        public static Nbd whole(NbdUri uri) {
            return new Nbd(uri, 0, OptionalLong.empty());
        }

        /** Whether both have bytes in common, as far as their addresses tell. */
        boolean overlaps(Nbd other) {
            return uri.address().equals(other.uri.address()) && uri.export().equals(other.uri.export())
                    && offset < other.end() && other.offset < end();
        }

        private long end() {
            return size.isEmpty() ? Long.MAX_VALUE : offset + size.getAsLong();
        }
    }

    /**
     * An image in another program's format, read-only.
     *
     * @param offset
     *            where the child begins on the disk that is in the image, in bytes
     * @param size
     *            how long the child is, in bytes; absent for the rest of the disk
     */
    record Formatted(ImageRequest image, long offset, OptionalLong size) implements ChildSource {

        /** The whole disk in an image of which nothing but its format was said. */
        public static Formatted whole(Path file, DiskFormat format) {
            return new Formatted(ImageRequest.of(file, format), 0, OptionalLong.empty());
        }
    }

    /** Another quorum. */
    record Inner(Configuration quorum) implements ChildSource {}

    /** The first bytes of it; of a quorum, that of the first bytes of its children. */
    default ChildSource cut(long bytes) {
        OptionalLong size = OptionalLong.of(bytes);
        return switch (this) {
            case Image image -> new Image(image.file(), image.probed(), image.offset(), size);
            case Formatted formatted -> new Formatted(formatted.image(), formatted.offset(), size);
            case Nbd nbd -> new Nbd(nbd.uri(), nbd.offset(), size);
            case Inner(Configuration quorum) -> new Inner(quorum.withChildren(
                    quorum.children().stream().map(child -> child.withSource(child.source().cut(bytes))).toList()));
        };
    }

    /**
     * Where it is, as a person reads it in one line: a file's path or an address; absent for a quorum.
     */
    default Optional<String> location() {
        return switch (this) {
            case Image image -> Optional.of(FileName.shown(image.file()));
            case Formatted formatted -> Optional.of(FileName.shown(formatted.image().file()));
            case Nbd nbd -> Optional.of(nbd.uri().toString());
            case Inner _ -> Optional.empty();
        };
    }
}
