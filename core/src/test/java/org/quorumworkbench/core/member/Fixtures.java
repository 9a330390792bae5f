// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.quorumworkbench.core.block.MemoryDevice;

/** The real members of {@code members.zip.gz}; the README beside it has the truth about them. */
public final class Fixtures {

    private static final int BLOCK = 4096;

    private Fixtures() {}

    /**
     * The member as a disk in memory that the test may change.
     *
     * @param name
     *            a letter, {@code a} to {@code m}
     */
    public static MemoryDevice member(String name) {
        try (InputStream packed = Objects.requireNonNull(Fixtures.class.getResourceAsStream("members.zip.gz"));
                ZipInputStream zip = new ZipInputStream(new GZIPInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name + ".raw")) {
                    return unpacked(new DataInputStream(zip));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("there is no member " + name);
    }

    private static MemoryDevice unpacked(DataInputStream in) throws IOException {
        MemoryDevice device = new MemoryDevice(in.readLong(), false);
        byte[] rest = in.readAllBytes();
        ByteBuffer blocks = ByteBuffer.wrap(rest);
        byte[] block = new byte[BLOCK];
        while (blocks.hasRemaining()) {
            long offset = blocks.getLong();
            blocks.get(block);
            device.fill(offset, block);
        }
        return device;
    }
}
