// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** What a read leaves behind for the collector. */
class QuorumAllocationTest {

    private static final int SMALL = 4096;
    private static final int LARGE = 1 << 20;
    private static final int READS = 20;

    /** A disk that allocates nothing itself, whatever is read. */
    private static final class FixedDisk implements BlockDevice {

        private final byte[] content = new byte[LARGE];
        private final CompletableFuture<Reply<Done>> done = CompletableFuture.completedFuture(Reply.done());

        @Override
        public Reply<Long> length() {
            return Reply.ok((long) LARGE);
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
            into.put(into.position(), content, (int) offset, into.remaining());
            return done;
        }

        @Override
        public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
            return CompletableFuture.completedFuture(Reply.failed(Errno.EROFS));
        }

        @Override
        public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
            return CompletableFuture.completedFuture(Reply.failed(Errno.EROFS));
        }

        @Override
        public CompletableFuture<Reply<Done>> flush() {
            return done;
        }

        @Override
        public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
            return CompletableFuture.completedFuture(Reply.ok(new Extent(offset, count, false)));
        }

        @Override
        public CompletableFuture<Reply<Done>> reopen() {
            return done;
        }

        @Override
        public void close() {
            // There is nothing to give up.
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUnanimousReadAllocatesNothingThatGrowsWithItsLength(ReadPattern pattern) {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(new Child("children." + i, "c" + i, new FixedDisk()));
        }
        Policy policy = new Policy(2, false, false, pattern, Semantics.V2014);
        Quorum quorum = Quorum.open("q0", children, policy, true, Runnable::run, e -> {});
        ByteBuffer small = ByteBuffer.allocate(SMALL);
        ByteBuffer large = ByteBuffer.allocate(LARGE);
        perRead(quorum, small);
        perRead(quorum, large);
        long more = perRead(quorum, large) - perRead(quorum, small);
        assertTrue(more < 256, more + " bytes more for a read of " + LARGE + " bytes than for one of " + SMALL);
        assertTrue(perRead(quorum, large.position(1)) < LARGE / 16, "nor for one that begins within a sector");
    }

    private static long perRead(Quorum quorum, ByteBuffer into) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        quorum.read(into.position(), into).result().resultNow();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < READS; i++) {
            quorum.read(into.position(), into).result().resultNow();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / READS;
    }
}
