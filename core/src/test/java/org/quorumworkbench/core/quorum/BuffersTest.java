// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is kept of buffers, and how much. */
class BuffersTest {

    private static final int LARGE = 20 << 20;

    private final Buffers buffers = new Buffers();

    @Test
    void aBufferHandedInIsGivenOutAgainWholeForItsLengthOnly() {
        ByteBuffer first = buffers.take(512);
        assertEquals(512, first.remaining());
        buffers.giveBack(first.position(7).limit(9));
        assertNotSame(first, buffers.take(1024));
        ByteBuffer again = buffers.take(512);
        assertSame(first, again);
        assertEquals(512, again.remaining());
        assertNotSame(first, buffers.take(512), "it is given out once");
    }

    @Test
    void atMost64MiBAreKept() {
        ByteBuffer[] made = {buffers.take(LARGE), buffers.take(LARGE), buffers.take(LARGE), buffers.take(LARGE)};
        for (ByteBuffer buffer : made) {
            buffers.giveBack(buffer);
        }
        assertSame(made[3], buffers.take(LARGE), "the last that was used");
        assertNotSame(made[2], buffers.take(LARGE), "the others were dropped to make room");
    }

    @Test
    void whatIsGivenOutNoLongerCountsAsKept() {
        ByteBuffer large = buffers.take(LARGE);
        for (int i = 0; i < 10; i++) {
            buffers.giveBack(large);
            assertSame(large, buffers.take(LARGE));
        }
        ByteBuffer small = buffers.take(512);
        buffers.giveBack(small);
        assertSame(small, buffers.take(512));
    }

    @Test
    void aBufferAboveThatIsNotKept() {
        ByteBuffer huge = ByteBuffer.allocate((64 << 20) + 1);
        buffers.giveBack(huge);
        assertNotSame(huge, buffers.take(huge.capacity()));
        ByteBuffer largest = ByteBuffer.allocate(64 << 20);
        buffers.giveBack(largest);
        assertSame(largest, buffers.take(largest.capacity()));
    }
}
