// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.OptionalLong;

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

    /** Another quorum. */
    record Inner(Configuration quorum) implements ChildSource {}
}
