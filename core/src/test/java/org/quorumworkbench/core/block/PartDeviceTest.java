// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartDeviceTest {

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(BlockDevice device, long offset, int count) {
        ByteBuffer into = ByteBuffer.allocate(count);
        assertEquals(Reply.done(), device.read(offset, into).join());
        ByteBuffer again = ByteBuffer.allocate(count);
        assertEquals(Reply.done(), device.readOnCaller(offset, again).orElseThrow());
        assertArrayEquals(into.array(), again.array());
        return into.array();
    }

    @Test
    void aPartHasTheBytesFromItsStart() {
        byte[] whole = random(4096);
        PartDevice part = new PartDevice(MemoryDevice.of(whole), 1000, OptionalLong.of(1024));
        assertEquals(Reply.ok(1024L), part.length());
        assertArrayEquals(Arrays.copyOfRange(whole, 1512, 2024), read(part, 512, 512));
    }

    @Test
    void behindAPartsEndAreZeroesAndNotTheBytesThatFollow() {
        PartDevice part = new PartDevice(MemoryDevice.of(random(4096)), 512, OptionalLong.of(700));
        byte[] tail = read(part, 512, 512);
        assertArrayEquals(new byte[512 - 188], Arrays.copyOfRange(tail, 188, 512));
        assertEquals(Reply.failed(Errno.EIO), part.read(1024, ByteBuffer.allocate(512)).join());
    }

    @Test
    void aWriteStaysInThePart() {
        MemoryDevice whole = MemoryDevice.of(new byte[2048]);
        PartDevice part = new PartDevice(whole, 512, OptionalLong.of(512));
        assertEquals(Reply.done(), part.write(0, ByteBuffer.wrap(random(512))).join());
        assertEquals(Reply.failed(Errno.EIO), part.write(256, ByteBuffer.wrap(random(512))).join());
        assertArrayEquals(random(512), read(whole, 512, 512));
        assertArrayEquals(new byte[512], read(whole, 1024, 512));
    }

    @ParameterizedTest
    @ValueSource(longs = {2048, 5000})
    void withoutASizeAPartIsTheRest(long start) {
        PartDevice part = new PartDevice(new MemoryDevice(4096, true), start, OptionalLong.empty());
        assertEquals(Reply.ok(Math.max(0, 4096 - start)), part.length());
    }

    @Test
    void extentsAreCountedFromThePartsStart() {
        MemoryDevice whole = new MemoryDevice(1 << 20, false);
        whole.fill(8192, random(4096));
        PartDevice part = new PartDevice(whole, 4096, OptionalLong.empty());
        assertEquals(Reply.ok(new Extent(0, 4096, true)), part.extent(0, 65536).join());
        assertEquals(Reply.ok(new Extent(4096, 4096, false)), part.extent(4096, 65536).join());
    }
}
