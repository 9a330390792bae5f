// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.repair.Rehearsal.Unexpected;

/** What a rehearsal finds although a child does not stay as it was. */
class RehearsalTest {

    private final SeededPlan seeded = SeededPlan.of(1);
    private final Step first = seeded.plan().steps().getFirst();

    /** A device of which the first step's bytes can be read once, and never again. */
    private final class Failing implements ReadOnlyDevice {

        private final BlockDevice below;
        private int reads;

        Failing(BlockDevice below) {
            this.below = below;
        }

        @Override
        public Reply<Long> length() {
            return below.length();
        }

        @Override
        public CompletableFuture<Reply<Reply.Done>> read(long offset, ByteBuffer into) {
            long from = seeded.plan().child(first.source()).offset() + first.range().offset();
            boolean touches = offset < from + first.bytes() && from < offset + into.remaining();
            return touches && ++reads > 1
                    ? CompletableFuture.completedFuture(Reply.failed(Errno.EIO))
                    : below.read(offset, into);
        }

        @Override
        public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
            return below.extent(offset, count);
        }

        @Override
        public CompletableFuture<Reply<Reply.Done>> reopen() {
            return below.reopen();
        }

        @Override
        public void close() {
            below.close();
        }
    }

    private Rehearsal.Result rehearsed(boolean fails) throws RepairProblem {
        return Rehearsal.of(seeded.plan(), (child, _) -> {
            BlockDevice device = MemoryDevice.of(Objects.requireNonNull(seeded.before().get(child.name())));
            return fails && child.name().equals(first.source()) ? new Failing(device) : device;
        });
    }

    @Test
    void aPlanThatPutsEverythingRightLeavesNothing() throws RepairProblem {
        Rehearsal.Result result = rehearsed(false);
        assertEquals(List.of(), result.unexpected());
        assertEquals(List.of(), result.refused());
    }

    @Test
    void aSourceThatCannotBeReadASecondTimeIsSaid() throws RepairProblem {
        Rehearsal.Result result = rehearsed(true);
        assertFalse(result.isAsPlanned());
        assertTrue(result.unexpected().contains(new Unexpected(first.source(), first.range())),
                result.unexpected().toString());
    }
}
