// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scenario.Content;
import org.quorumworkbench.core.scenario.Content.Base;
import org.quorumworkbench.core.scenario.Content.Fill;
import org.quorumworkbench.core.scenario.Content.Patch;

class ContentDeviceTest {

    /** The recipe carried out step by step over an array. */
    private static byte[] model(Content content) {
        byte[] bytes = new byte[Math.toIntExact(Math.ceilDiv(content.size(), 512L) * 512)];
        for (int i = 0; i < content.size() && content.base() == Base.RAMP; i++) {
            bytes[i] = (byte) (i / 512 * 31 + 7);
        }
        for (Fill fill : content.fills()) {
            int to = (int) Math.min(content.size(), fill.sectors().end() * 512);
            Arrays.fill(bytes, (int) fill.sectors().offset(), to, (byte) fill.value());
        }
        content.patches().forEach(patch -> bytes[(int) patch.offset()] = (byte) patch.value());
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatIsReadIsWhatTheRecipeSays(long seed) {
        Random random = new Random(seed);
        long size = random.nextLong(1, 40_000);
        int sectors = (int) Math.ceilDiv(size, 512L);
        List<Fill> fills = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            int first = random.nextInt(sectors);
            fills.add(new Fill(new SectorRange(first, random.nextInt(sectors - first + 1)), random.nextInt(256)));
        }
        List<Patch> patches = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            patches.add(new Patch(random.nextLong(size), random.nextInt(256)));
        }
        Content content = new Content(size, random.nextBoolean() ? Base.RAMP : Base.HOLE, fills, patches);
        byte[] model = model(content);
        ContentDevice device = new ContentDevice(content);
        for (int i = 0; i < 50; i++) {
            int offset = random.nextInt(model.length + 1);
            int count = random.nextInt(model.length - offset + 1);
            ByteBuffer into = ByteBuffer.allocate(count);
            assertEquals(Reply.done(), device.read(offset, into).join());
            assertArrayEquals(Arrays.copyOfRange(model, offset, offset + count), into.array());
        }
    }

    @Test
    void aReadPastTheLastSectorFails() {
        ContentDevice device = new ContentDevice(Content.ramp(1000));
        assertEquals(Reply.done(), device.read(512, ByteBuffer.allocate(512)).join());
        assertEquals(Reply.failed(Errno.EIO), device.read(512, ByteBuffer.allocate(513)).join());
    }

    @Test
    void aHoleEndsAtTheBlockThatHoldsData() {
        ContentDevice device = new ContentDevice(
                new Content(1L << 50, Base.HOLE, List.of(new Fill(new SectorRange(9, 8), 1)), List.of()));
        assertEquals(new Extent(0, 4096, true), extent(device, 0));
        assertEquals(new Extent(4096, 8192, false), extent(device, 4096));
        assertEquals(new Extent(12288, (1L << 50) - 12288, true), extent(device, 12288));
    }

    @Test
    void aFillOfAnEbibyteCostsNothing() {
        long size = 1L << 60;
        ContentDevice device = new ContentDevice(
                new Content(size, Base.HOLE, List.of(new Fill(new SectorRange(0, size / 512), 5)), List.of()));
        assertEquals(new Extent(0, size, false), extent(device, 0));
    }

    private static Extent extent(ContentDevice device, long offset) {
        long length = ((Reply.Ok<Long>) device.length()).value();
        return ((Reply.Ok<Extent>) device.extent(offset, length - offset).join()).value();
    }
}
