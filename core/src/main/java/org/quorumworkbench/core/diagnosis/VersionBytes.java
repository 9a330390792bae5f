// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The disk with one version of a cluster's sectors in place: what a checksum is tried on. Elsewhere
 * it is the winner's.
 *
 * @param own
 *            the device whose bytes stand in the parts; empty for the winner itself
 * @param parts
 *            the cluster's, in order
 */
record VersionBytes(Reads reads, BlockDevice winner, Optional<BlockDevice> own, List<SectorRange> parts) {

    /** The longest piece that is asked for, in bytes. */
    static final int LONGEST = 64 << 20;

    /** Least significant byte first; empty if it is not there or cannot be read. */
    Optional<ByteBuffer> read(long offset, int count) {
        long length = winner.length() instanceof org.quorumworkbench.core.block.Reply.Ok<Long>(Long known) ? known : 0;
        if (offset < 0 || count <= 0 || count > LONGEST || offset > length - count) {
            return Optional.empty();
        }
        byte[] bytes = new byte[count];
        if (!reads.read(winner, offset, ByteBuffer.wrap(bytes))) {
            return Optional.empty();
        }
        if (own.isPresent() && !overlay(own.get(), offset, bytes)) {
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private boolean overlay(BlockDevice device, long offset, byte[] bytes) {
        for (SectorRange part : parts) {
            long from = Math.max(offset, part.offset());
            long to = Math.min(offset + bytes.length, part.end() * SECTOR);
            if (from < to && !reads.read(device, from,
                    ByteBuffer.wrap(bytes, (int) (from - offset), (int) (to - from)).slice())) {
                return false;
            }
        }
        return true;
    }

    /** All of them as an array of their own. */
    static byte[] array(ByteBuffer read) {
        byte[] bytes = new byte[read.limit()];
        read.get(0, bytes);
        return bytes;
    }
}
