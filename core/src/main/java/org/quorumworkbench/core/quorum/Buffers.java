// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Buffers that children read into, used again and again so that a read allocates nothing that grows
 * with its length. Only the quorum's strand uses it. A buffer that a child may still fill, because
 * its request was given up, is never handed in here.
 */
final class Buffers {

    /** The most bytes that are kept for later. */
    private static final long KEPT = 64L << 20;

    private final Map<Integer, Deque<ByteBuffer>> free = new HashMap<>();
    private long kept;

    /** A buffer of that many bytes, with arbitrary content. */
    ByteBuffer take(int length) {
        Deque<ByteBuffer> ofLength = free.get(length);
        ByteBuffer buffer = ofLength == null ? null : ofLength.poll();
        if (buffer == null) {
            return ByteBuffer.allocate(length);
        }
        kept -= length;
        return buffer.clear();
    }

    void giveBack(ByteBuffer buffer) {
        if (kept + buffer.capacity() > KEPT) {
            free.clear();
            kept = 0;
        }
        if (buffer.capacity() <= KEPT) {
            free.computeIfAbsent(buffer.capacity(), c -> new ArrayDeque<>()).push(buffer);
            kept += buffer.capacity();
        }
    }
}
