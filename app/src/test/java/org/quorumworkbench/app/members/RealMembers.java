// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.members;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Real members of md mirrors as files. Of one mirror, a and c are current (events 6), b is stale
 * (events 2) since it failed: 1 MiB at sector 2048 was written without it. They are those of core's
 * tests, whose README beside the archive there has the whole truth about them.
 */
public final class RealMembers {

    /** Where the area begins in a, b and c, in bytes. */
    public static final long OFFSET = 2048 * 512;
    /** How long the area is in a, b and c, in bytes. */
    public static final long LENGTH = 129_024 * 512;

    private static final int BLOCK = 4096;

    private RealMembers() {}

    /** Writes members, by their letters, as 0.img, 1.img, ...; one may be written several times. */
    public static List<Path> write(Path folder, List<String> letters) throws IOException {
        for (int at = 0; at < letters.size(); at++) {
            write(letters.get(at), folder.resolve(at + ".img"));
        }
        return IntStream.range(0, letters.size()).mapToObj(at -> folder.resolve(at + ".img")).toList();
    }

    private static void write(String letter, Path to) throws IOException {
        try (InputStream packed = Objects.requireNonNull(RealMembers.class.getResourceAsStream("members.zip.gz"));
                ZipInputStream zip = new ZipInputStream(new GZIPInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(letter + ".raw")) {
                    Files.deleteIfExists(to);
                    unpack(new DataInputStream(zip), to);
                    return;
                }
            }
        }
        throw new IllegalArgumentException("there is no member " + letter);
    }

    /** The length, then each block that is not all zeroes, behind its offset. */
    private static void unpack(DataInputStream in, Path to) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(to.toFile(), "rw")) {
            file.setLength(in.readLong());
            byte[] rest = in.readAllBytes();
            ByteBuffer blocks = ByteBuffer.wrap(rest);
            byte[] block = new byte[BLOCK];
            while (blocks.hasRemaining()) {
                file.seek(blocks.getLong());
                blocks.get(block);
                file.write(block);
            }
        }
    }
}
