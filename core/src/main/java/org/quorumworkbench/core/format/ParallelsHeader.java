// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * The header of a Parallels disk image, as QEMU's docs/interop/parallels.txt has it.
 *
 * @param cluster
 *            how long a cluster is, in bytes
 * @param clusters
 *            entries of the table behind the header
 * @param unit
 *            what the entries count in, in bytes
 */
record ParallelsHeader(long cluster, long clusters, long unit, ImageHeader told) {

    /** Where the table begins, in bytes. */
    static final int TABLE = 64;

    private static final int SECTOR = 512;

    static ParallelsHeader read(HeaderFile file) throws FormatProblem {
        ByteBuffer head = file.fields(0, TABLE, ByteOrder.LITTLE_ENDIAN);
        long cluster = Integer.toUnsignedLong(head.getInt(28)) * SECTOR;
        // "WithoutFreeSpace" counts in sectors, "WithouFreSpacExt" in clusters.
        boolean old = head.get(6) == 't';
        return new ParallelsHeader(cluster, Integer.toUnsignedLong(head.getInt(32)), old ? SECTOR : cluster,
                ImageHeader.alone(OptionalLong.empty()));
    }
}
