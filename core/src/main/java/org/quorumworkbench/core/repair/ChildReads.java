// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.LoneReads;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.OpenedChild;

/**
 * Reads the children of an opened quorum twice: as everybody does, and past the page cache, which
 * would only say again what it has said. For one thread.
 */
final class ChildReads implements AutoCloseable {

    private final List<OpenedChild> children;
    private final Map<Integer, Optional<LoneReads>> lone = new HashMap<>();

    ChildReads(List<OpenedChild> children) {
        this.children = children;
    }

    /**
     * What was read.
     *
     * @param bytes
     *            the second time
     * @param stable
     *            whether it was the same the first time
     */
    @SuppressWarnings("ArrayRecordComponent") // Hashed once and never compared as a record.
    record Twice(byte[] bytes, boolean stable) {}

    /** Both readings of whole sectors; empty if one failed. */
    Optional<Twice> read(int child, SectorRange range) {
        BlockDevice device = children.get(child).own();
        ByteBuffer first = ByteBuffer.allocate((int) range.length());
        ByteBuffer second = ByteBuffer.allocate((int) range.length());
        if (!device.read(range.offset(), first).join().isOk() || !again(child, range, second)) {
            return Optional.empty();
        }
        return Optional.of(new Twice(second.array(), Arrays.equals(first.array(), second.array())));
    }

    private boolean again(int child, SectorRange range, ByteBuffer into) {
        if (children.get(child).spec().source() instanceof Image image) {
            Optional<LoneReads> reads = lone.computeIfAbsent(child, _ -> LoneReads.open(image.file()));
            if (reads.isPresent()) {
                long at = image.offset() + range.offset();
                return reads.get().read(at, into, at + range.length()).isEmpty();
            }
        }
        return children.get(child).own().read(range.offset(), into).join().isOk();
    }

    @Override
    public void close() {
        lone.values().forEach(reads -> reads.ifPresent(LoneReads::close));
    }
}
