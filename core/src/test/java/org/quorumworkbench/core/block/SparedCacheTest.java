// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device leaves in the page cache, as the kernel itself counts it (mincore). */
@EnabledOnOs(OS.LINUX)
class SparedCacheTest {

    private static final int PAGE = 4096;
    private static final int LENGTH = 3 << 20;

    @TempDir
    private Path folder;

    private Path image = Path.of("");
    private byte[] content = {};

    @BeforeEach
    void writeAnImageThatIsInNoCache() throws IOException {
        content = new byte[LENGTH];
        new Random(7).nextBytes(content);
        image = Files.write(folder.resolve("a.img"), content);
        drop();
        assumeTrue(cachedPages() == 0, "a file system whose pages can be dropped");
    }

    private void drop() throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        CLibrary library = CLibrary.HERE.orElseThrow();
        int descriptor = library.open(image, 0);
        library.drop(descriptor, 0, LENGTH);
        library.close(descriptor);
    }

    private void readOrdinarily(long offset, int length) throws IOException {
        CLibrary library = CLibrary.HERE.orElseThrow();
        int descriptor = library.open(image, 0);
        library.readInRandomOrder(descriptor);
        try (Arena arena = Arena.ofConfined()) {
            assertEquals(length, library.read(descriptor, arena.allocate(length), offset));
        }
        library.close(descriptor);
    }

    @Test
    void anOrdinaryReadLeavesItsPages() throws Exception {
        try (FileDevice device = FileDevice.open(image, Runnable::run)) {
            read(device, 0, LENGTH);
            assertEquals(LENGTH / PAGE, cachedPages());
        }
    }

    @Test
    void whatIsReadSparinglyIsNotInTheCacheAfterwards() throws Exception {
        try (FileDevice device = FileDevice.open(image, Runnable::run)) {
            assertTrue(device.spareCache(true));
            for (int at = 0; at < LENGTH; at += 1 << 20) {
                read(device, at, 1 << 20);
            }
            assertEquals(0, cachedPages());
            device.spareCache(false);
            read(device, 0, PAGE);
            assertTrue(cachedPages() > 0);
        }
    }

    @Test
    void whatAnotherHadThereStays() throws Exception {
        try (FileDevice device = FileDevice.open(image, Runnable::run)) {
            device.spareCache(true);
            readOrdinarily(1 << 20, 1 << 20);
            assertEquals(256, cachedPages());
            for (int at = 0; at < LENGTH; at += 1 << 20) {
                read(device, at, 1 << 20);
            }
            assertEquals(256, cachedPages());
        }
    }

    /** As where there is no direct reading. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 20, LENGTH})
    void readingThroughTheCacheDropsWhatWasNotThere(int cached) throws Exception {
        if (cached > 0) {
            readOrdinarily(0, cached);
        }
        try (SparingReads reads = SparingReads.through(image).orElseThrow()) {
            for (int at = 0; at < LENGTH; at += 1 << 18) {
                ByteBuffer into = ByteBuffer.allocateDirect(1 << 18);
                assertEquals(Optional.empty(), reads.read(at, into, LENGTH));
                byte[] got = new byte[1 << 18];
                into.get(0, got);
                assertArrayEquals(Arrays.copyOfRange(content, at, at + (1 << 18)), got);
            }
        }
        assertEquals(cached / PAGE, cachedPages());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 512, 4096, 4097, LENGTH - 512, LENGTH - 4096, LENGTH - 70_000})
    void everyPlaceReadsAsEver(long offset) throws Exception {
        try (FileDevice device = FileDevice.open(image, Runnable::run)) {
            device.spareCache(true);
            for (int length : new int[]{512, 4096, 65_536, 69_632}) {
                int there = (int) Math.min(length, LENGTH - offset);
                byte[] expected = Arrays.copyOf(Arrays.copyOfRange(content, (int) offset, (int) offset + there),
                        length);
                ByteBuffer direct = aligned(length);
                ByteBuffer heap = ByteBuffer.allocate(length);
                if (there < length) {
                    assertEquals(Reply.failed(Errno.EIO), device.readOnCaller(offset, direct).orElseThrow());
                } else {
                    assertTrue(device.readOnCaller(offset, direct).orElseThrow().isOk());
                    assertTrue(device.readOnCaller(offset, heap).orElseThrow().isOk());
                    byte[] got = new byte[length];
                    direct.get(0, got);
                    assertArrayEquals(expected, got);
                    assertArrayEquals(expected, heap.array());
                }
            }
        }
    }

    @Test
    void theBytesBehindTheEndOfALastSectorAreZeroes() throws Exception {
        Path odd = Files.write(folder.resolve("odd.img"), Arrays.copyOf(content, 4096 + 100));
        try (FileDevice device = FileDevice.open(odd, Runnable::run)) {
            device.spareCache(true);
            ByteBuffer into = aligned(512);
            assertTrue(device.readOnCaller(4096, into).orElseThrow().isOk());
            byte[] got = new byte[512];
            into.get(0, got);
            assertArrayEquals(Arrays.copyOf(Arrays.copyOfRange(content, 4096, 4196), 512), got);
        }
    }

    private static void read(FileDevice device, long offset, int length) {
        assertTrue(device.readOnCaller(offset, aligned(length)).orElseThrow().isOk());
    }

    private static ByteBuffer aligned(int length) {
        return Arena.ofAuto().allocate(length, PAGE).asByteBuffer();
    }

    /** Asks the kernel which of the image's pages it holds. */
    @SuppressWarnings("restricted")
    private long cachedPages() {
        Linker linker = Linker.nativeLinker();
        MethodHandle mincore = linker.downcallHandle(linker.defaultLookup().find("mincore").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS));
        try (FileChannel channel = FileChannel.open(image); Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, LENGTH, arena);
            MemorySegment pages = arena.allocate(LENGTH / PAGE);
            assertEquals(0, (int) mincore.invokeExact(mapped, (long) LENGTH, pages));
            long cached = 0;
            for (int page = 0; page < LENGTH / PAGE; page++) {
                cached += pages.get(ValueLayout.JAVA_BYTE, page) & 1;
            }
            return cached;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
