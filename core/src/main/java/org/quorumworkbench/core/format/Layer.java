// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One image of a chain, with everything that is told to QEMU of it.
 *
 * @param file
 *            absolute
 * @param dataFile
 *            where its clusters are, if not in the file
 * @param extents
 *            files that QEMU opens by itself, by the names in the descriptor
 * @param backing
 *            what lies under it
 */
record Layer(Path file, DiskFormat format, ImageHeader header, Optional<Path> dataFile, List<Path> extents,
        Optional<Layer> backing) {
    Layer {
        extents = List.copyOf(extents);
    }
}
