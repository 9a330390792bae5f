// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;

/**
 * Where a read's bytes go: into the caller's buffer, by way of buffers that are used again, or into
 * the outcome, which keeps those of every child. Only the quorum's strand uses it.
 */
final class ReadTarget {

    private static final ByteBuffer[] NONE = {};

    private final Buffers buffers;
    private final int length;
    private final @Nullable ByteBuffer into;
    private final int skipped;
    private ByteBuffer[] taken = NONE;

    private ReadTarget(Buffers buffers, int length, @Nullable ByteBuffer into, int skipped) {
        this.buffers = buffers;
        this.length = length;
        this.into = into;
        this.skipped = skipped;
    }

    /**
     * The caller's buffer, from position to limit.
     *
     * @param length
     *            how many bytes every child reads
     * @param skipped
     *            how many of them lie before those that the caller wants
     */
    static ReadTarget caller(Buffers buffers, int length, ByteBuffer into, int skipped) {
        return new ReadTarget(buffers, length, into, skipped);
    }

    /** The outcome. */
    static ReadTarget outcome(Buffers buffers, int length) {
        return new ReadTarget(buffers, length, null, 0);
    }

    /** Gets that many buffers; false if there is no memory for them. */
    boolean prepare(int count) {
        ByteBuffer[] made = new ByteBuffer[count];
        try {
            for (int i = 0; i < count; i++) {
                made[i] = into == null ? ByteBuffer.allocate(length) : buffers.take(length);
            }
        } catch (OutOfMemoryError e) {
            return false;
        }
        taken = made;
        return true;
    }

    Refusal tooLarge() {
        return Refusal.with(Errno.ENOMEM, "no memory for " + length + " bytes of every child; read less at once");
    }

    ByteBuffer buffer(int index) {
        return taken[index];
    }

    /** What was read there, if the outcome is to keep it. */
    Optional<MemorySegment> kept(int index) {
        return into == null ? Optional.of(MemorySegment.ofBuffer(taken[index]).asReadOnly()) : Optional.empty();
    }

    /** Makes these bytes the answer; what the outcome is to keep of them. */
    Optional<MemorySegment> deliver(int index) {
        if (into != null) {
            into.put(into.position(), taken[index], skipped, into.remaining());
        }
        return kept(index);
    }

    /** Hands the buffers in; nobody may touch them any more. */
    void release() {
        if (into != null) {
            for (ByteBuffer buffer : taken) {
                buffers.giveBack(buffer);
            }
        }
        taken = NONE;
    }
}
