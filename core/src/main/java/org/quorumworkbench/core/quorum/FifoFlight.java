// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A read that asks one child after the other until one can be read; divergence is never noticed
 * (cases fifo-*).
 */
final class FifoFlight extends Flight {

    private final @Nullable ByteBuffer into;
    private final ByteBuffer buffer;

    FifoFlight(QuorumEngine engine, long offset, int length, @Nullable ByteBuffer into) {
        super(engine, Operation.READ, offset, length);
        this.into = into;
        this.buffer = ByteBuffer.allocate(length);
    }

    @Override
    void start() {
        ask(0, children.getFirst().device().read(offset, buffer));
    }

    @Override
    void answered(int child) {
        reportError(child);
        if (isOk(child)) {
            MemorySegment data = MemorySegment.ofBuffer(buffer);
            if (into == null) {
                keep(child, data);
            } else {
                into.put(into.position(), buffer, 0, (int) length);
            }
            finish(new Decision.FirstReadable(child), new Result.Success(),
                    into == null ? Optional.of(data.asReadOnly()) : Optional.empty());
        } else if (child + 1 < children.size()) {
            ask(child + 1, children.get(child + 1).device().read(offset, buffer));
        } else {
            var last = Objects.requireNonNull(errno(child));
            finish(new Decision.NoneReadable(last), new Result.Failure(last), Optional.empty());
        }
    }
}
