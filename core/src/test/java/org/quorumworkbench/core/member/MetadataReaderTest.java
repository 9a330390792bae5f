// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** A reader gives out what is there, and never waits for ever. */
final class MetadataReaderTest {

    @Test
    void aHungDeviceIsWaitedForOnceAlone() {
        AtomicInteger reads = new AtomicInteger();
        MetadataReader reader = new MetadataReader(new FailingDevice(1 << 20) {
            @Override
            public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
                reads.incrementAndGet();
                return new CompletableFuture<>();
            }
        }, Duration.ofMillis(1));
        Identification of = Identification.of(reader);
        assertTrue(of.problems().getFirst().contains("has not answered within"), of.problems().toString());
        assertEquals(1, reads.get());
    }

    @Test
    void nothingIsReadThatIsNotThere() {
        MetadataReader reader = new MetadataReader(new MemoryDevice(10_000_000, true));
        for (long offset : new long[]{-1, 9_999_999, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThrows(MetadataUnreadable.class, () -> reader.read(offset, 512, ByteOrder.LITTLE_ENDIAN));
        }
        assertThrows(MetadataUnreadable.class, () -> reader.read(0, 9 << 20, ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void aPartEndsWhereTheWholeEnds() throws MetadataUnreadable {
        MemoryDevice device = new MemoryDevice(4096, false);
        device.fill(1024, new byte[]{7});
        MetadataReader part = new MetadataReader(device).part(new Area(1024, 100_000));
        assertEquals(3072, part.length());
        assertEquals(7, part.read(0, 1, ByteOrder.LITTLE_ENDIAN).u8(0));
        assertEquals(1024, part.base());
        assertEquals(0, part.part(new Area(5000, 10)).length());
    }
}
