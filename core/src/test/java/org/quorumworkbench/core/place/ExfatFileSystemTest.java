// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What lies where on exFAT. No program writes into an image without mounting it, so mkfs.exfat
 * makes it, the test adds files as the specification has it, and fsck.exfat judges whether that is
 * right.
 */
class ExfatFileSystemTest {

    private final Tags tags = new Tags();

    @TempDir
    private Path folder;

    @BeforeEach
    void programs() {
        Tool.assumeInstalled("mkfs.exfat", "fsck.exfat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4K", "32K"})
    void everyTaggedSectorIsFoundInItsFile(String cluster) throws Exception {
        Path image = folder.resolve("exfat.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(48L << 20);
        }
        Tool.run("mkfs.exfat", "-c", cluster, image.toString());
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            Writer writer = new Writer(file);
            writer.file("/of its own.bin", 300_000, false);
            writer.file("/chained, with gaps.bin", 200_000, true);
            writer.file("/Größe 你.txt", 700, false);
            writer.partlyWritten("/reserved.bin", 100_000, 30_000);
            writer.directory("below");
            writer.file("/below/another one with a name that takes several entries.bin", 90_000, true);
            writer.end();
        }
        Tool.run("fsck.exfat", "-n", image.toString());
        PlaceReport report = tags.check(image, 900);
        assertEquals(List.of(), report.volumes().getFirst().warnings());
        assertEquals(List.of(), report.volumes().getFirst().remarks());
        assertEquals(Optional.of("exfat"), report.volumes().getFirst().fs());
        assertTrue(
                report.pieces().stream().anyMatch(piece -> piece.place() instanceof Place.File(var _, var _, var remark)
                        && remark.orElse("").contains("never written")));
        assertTrue(report.pieces().stream().noneMatch(piece -> piece.place() instanceof Place.AllocatedNoOwner
                || piece.place() instanceof Place.NotMapped), report.pieces()::toString);
    }

    @Test
    void anUncleanVolumeIsSaidToBeSo() throws Exception {
        Path image = folder.resolve("exfat.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(8L << 20);
        }
        Tool.run("mkfs.exfat", image.toString());
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(106);
            file.write(2);
        }
        assertTrue(Tags.search(image).volumes().getFirst().remarks().getFirst().english()
                .startsWith("not cleanly unmounted"));
    }

    /** Adds files to a fresh volume. */
    private final class Writer {
        private final RandomAccessFile disk;
        private final int cluster;
        private final long table;
        private final long heap;
        private final int root;
        private final int bitmap;
        private int next;
        private ByteBuffer directory;
        private int directoryCluster;

        Writer(RandomAccessFile disk) throws Exception {
            this.disk = disk;
            ByteBuffer boot = read(0, 512);
            int sector = 1 << boot.get(108);
            cluster = sector << boot.get(109);
            table = (long) boot.getInt(80) * sector;
            heap = (long) boot.getInt(88) * sector;
            root = boot.getInt(96);
            directoryCluster = root;
            directory = read(offset(root), Math.min(cluster, 65536));
            int found = 0;
            for (int at = 0; at < directory.capacity(); at += 32) {
                if ((directory.get(at) & 0xFF) == 0x81) {
                    found = directory.getInt(at + 20);
                }
                if (directory.get(at) == 0) {
                    directory.position(at);
                    break;
                }
            }
            bitmap = found;
            next = root + 10;
        }

        private long offset(int number) {
            return heap + (long) (number - 2) * cluster;
        }

        private ByteBuffer read(long offset, int length) throws Exception {
            byte[] bytes = new byte[length];
            disk.seek(offset);
            disk.readFully(bytes);
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        private void use(int number) throws Exception {
            long at = offset(bitmap) + (number - 2) / 8;
            disk.seek(at);
            int before = disk.read();
            disk.seek(at);
            disk.write(before | 1 << (number - 2) % 8);
        }

        private void chain(int number, int following) throws Exception {
            disk.seek(table + number * 4L);
            disk.writeInt(Integer.reverseBytes(following));
        }

        void file(String path, int length, boolean chained) throws Exception {
            write(path, tags.content(length, path), length, chained);
        }

        void partlyWritten(String path, int length, int valid) throws Exception {
            write(path, new byte[length], valid, false);
        }

        private void write(String path, byte[] content, int valid, boolean chained) throws Exception {
            int first = next;
            int count = Math.ceilDiv(content.length, cluster);
            for (int i = 0; i < count; i++) {
                use(next);
                disk.seek(offset(next));
                disk.write(content, i * cluster, Math.min(cluster, content.length - i * cluster));
                int step = chained && i % 3 == 2 ? 4 : 1;
                if (chained) {
                    chain(next, i == count - 1 ? -1 : next + step);
                }
                next += step;
            }
            entries(path.substring(path.lastIndexOf('/') + 1), 0x20, first, content.length, valid, chained);
        }

        /** Files that follow are in it. */
        void directory(String name) throws Exception {
            int first = next++;
            use(first);
            chain(first, -1);
            entries(name, 0x10, first, cluster, cluster, true);
            end();
            directoryCluster = first;
            directory = ByteBuffer.allocate(cluster).order(ByteOrder.LITTLE_ENDIAN);
        }

        void end() throws Exception {
            disk.seek(offset(directoryCluster));
            disk.write(directory.array());
        }

        private void entries(String name, int attributes, int first, long length, long valid, boolean chained) {
            byte[] letters = name.getBytes(StandardCharsets.UTF_16LE);
            int names = Math.ceilDiv(name.length(), 15);
            ByteBuffer set = ByteBuffer.allocate((2 + names) * 32).order(ByteOrder.LITTLE_ENDIAN);
            int date = 45 << 25 | 1 << 21 | 1 << 16;
            set.put(0, (byte) 0x85).put(1, (byte) (1 + names)).putShort(4, (short) attributes).putInt(8, date)
                    .putInt(12, date).putInt(16, date);
            set.put(32, (byte) 0xC0).put(33, (byte) (chained ? 1 : 3)).put(35, (byte) name.length())
                    .putShort(36, hash(name)).putLong(40, valid).putInt(52, first).putLong(56, length);
            for (int i = 0; i < names; i++) {
                set.put(64 + i * 32, (byte) 0xC1);
                set.put(66 + i * 32, letters, i * 30, Math.min(30, letters.length - i * 30));
            }
            int sum = 0;
            for (int i = 0; i < set.capacity(); i++) {
                if (i != 2 && i != 3) {
                    sum = ((sum << 15 | sum >>> 1) & 0xFFFF) + (set.get(i) & 0xFF) & 0xFFFF;
                }
            }
            set.putShort(2, (short) sum);
            directory.put(set.array());
        }

        private short hash(String name) {
            int sum = 0;
            // One letter for each: the table of mkfs.exfat has no "SS" for a sharp s.
            StringBuilder upper = new StringBuilder();
            name.chars().forEach(letter -> upper.append(Character.toUpperCase((char) letter)));
            for (byte letter : upper.toString().getBytes(StandardCharsets.UTF_16LE)) {
                sum = ((sum << 15 | sum >>> 1) & 0xFFFF) + (letter & 0xFF) & 0xFFFF;
            }
            return (short) sum;
        }
    }
}
