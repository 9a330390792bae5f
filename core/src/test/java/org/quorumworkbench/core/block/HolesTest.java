// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where a file system keeps holes, they are found; nothing that is data is ever called a hole. */
class HolesTest {

    private static final long LENGTH = 64L << 20;

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void dataInASparseFileIsFoundBetweenItsHoles() throws Exception {
        Path file = sparse("sparse.img", 32L << 20, "data");
        try (FileDevice device = FileDevice.open(file, Runnable::run)) {
            Extent first = extent(device, 0, LENGTH);
            assertTrue(first.zero(), "a file system for temporary files that has holes");
            assertTrue(first.end() <= 32L << 20, "the hole ends before the data");
            Extent data = extent(device, 32L << 20, 1 << 20);
            assertFalse(data.zero());
            assertEquals(32L << 20, data.offset());
            Extent last = extent(device, 48L << 20, 16L << 20);
            assertEquals(new Extent(48L << 20, 16L << 20, true), last);
            assertEquals(device.extent(5, 1000).join(), device.extentOnCaller(5, 1000).orElseThrow());
        }
    }

    @Test
    void aFileWithoutHolesIsData() throws Exception {
        Path file = Files.write(folder.resolve("full.img"), new byte[10_000]);
        try (FileDevice device = FileDevice.open(file, Runnable::run)) {
            assertEquals(new Extent(0, 10_000, false), extent(device, 0, 10_000));
            assertEquals(new Extent(9_999, 1, false), extent(device, 9_999, 1));
        }
    }

    @Test
    void aNameOutsideAsciiIsOpened() throws Exception {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
        assumeTrue(names.newEncoder().canEncode('ö'), "file names are ASCII in this locale");
        Path file = sparse("größe.img", 0, "x");
        try (FileDevice device = FileDevice.open(file, Runnable::run)) {
            assertFalse(extent(device, 0, 1).zero());
        }
    }

    @Test
    void aClosedDeviceCallsEverythingData() throws Exception {
        Path file = sparse("closed.img", 0, "x");
        FileDevice device = FileDevice.open(file, Runnable::run);
        device.close();
        assertFalse(extent(device, 1 << 20, 512).zero());
    }

    private Path sparse(String name, long at, String content) throws Exception {
        Path file = folder.resolve(name);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(LENGTH);
            out.seek(at);
            out.writeBytes(content);
        }
        return file;
    }

    private static Extent extent(FileDevice device, long offset, long count) {
        return device.extent(offset, count).join() instanceof Reply.Ok<Extent>(Extent extent)
                ? extent
                : new Extent(0, 1, true);
    }
}
