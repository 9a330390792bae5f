// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Fixtures;

/** The search over a whole disk: its partitions, what is in none, and what cannot be entered. */
class PlaceSearchTest {

    private static final int MIB = 2048;

    @TempDir
    private Path folder;

    private static PlaceReport all(BlockDevice disk) {
        long sectors = disk.length() instanceof Reply.Ok<Long>(Long length) ? length / 512 : 0;
        return new PlaceSearch(disk, Divergent.NONE).find(SortedRanges.of(new SectorRange(0, sectors)));
    }

    private static byte[] boot(int... partitions) {
        ByteBuffer boot = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.length / 2; i++) {
            boot.put(446 + i * 16 + 4, (byte) 0x83).putInt(446 + i * 16 + 8, partitions[2 * i])
                    .putInt(446 + i * 16 + 12, partitions[2 * i + 1]);
        }
        return boot.putShort(510, (short) 0xAA55).array();
    }

    @Test
    void filesInPartitionsAreFoundAndWhatIsInNoneIsSaidToBeOutside() throws Exception {
        Tool.assumeInstalled("mke2fs", "mkfs.fat", "mcopy");
        Tags tags = new Tags();
        Path tree = Files.createDirectory(folder.resolve("tree"));
        tags.write(tree, "/in ext.bin", 50_000);
        Path ext = image("ext.img", 8);
        Tool.run("mke2fs", "-q", "-F", "-t", "ext4", "-d", tree.toString(), ext.toString());
        Path file = folder.resolve("in fat.bin");
        Files.write(file, tags.content(60_000, "/in fat.bin"));
        Path fat = image("fat.img", 8);
        Tool.run("mkfs.fat", fat.toString());
        Tool.run("mcopy", "-i", fat.toString(), file.toString(), "::");
        Path disk = image("disk.img", 20);
        try (RandomAccessFile out = new RandomAccessFile(disk.toFile(), "rw")) {
            out.write(boot(MIB, 8 * MIB, 10 * MIB, 8 * MIB));
            out.seek(MIB * 512L);
            out.write(Files.readAllBytes(ext));
            out.seek(10 * MIB * 512L);
            out.write(Files.readAllBytes(fat));
        }
        PlaceReport report = tags.check(disk, 200);
        assertEquals(List.of(OptionalInt.of(1), OptionalInt.of(2)),
                report.volumes().stream().map(FoundVolume::partition).toList());
        assertEquals(new Place.Metadata("master boot record with the partition table", List.of()),
                report.pieces().getFirst().place());
        assertEquals(new PlacedRange(new SectorRange(1, MIB - 1), OptionalInt.empty(), Optional.empty(),
                Optional.empty(), new Place.OutsidePartitions(), List.of()), report.pieces().get(1));
        assertEquals(20L * MIB, report.pieces().getLast().range().end());
        for (PlacedRange piece : report.pieces()) {
            long first = piece.range().first();
            assertEquals(first >= MIB && first < 9 * MIB
                    ? OptionalInt.of(1)
                    : first >= 10 * MIB && first < 18 * MIB ? OptionalInt.of(2) : OptionalInt.empty(),
                    piece.partition(), piece::toString);
        }
    }

    private Path image(String name, int mib) throws Exception {
        Path image = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mib << 20);
        }
        return image;
    }

    @Test
    void aPieceIsAskedForAloneAsItIsAmongAll() throws Exception {
        Tool.assumeInstalled("mke2fs");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        new Tags().fill(tree);
        Path image = image("ext.img", 24);
        Tool.run("mke2fs", "-q", "-F", "-t", "ext4", "-b", "1024", "-d", tree.toString(), image.toString());
        try (FileDevice disk = FileDevice.open(image, Runnable::run)) {
            for (PlacedRange piece : all(disk).pieces()) {
                if (piece.range().first() % 7 == 0) {
                    long last = piece.range().end() - 1;
                    PlacedRange alone = new PlaceSearch(disk, Divergent.NONE)
                            .find(SortedRanges.of(new SectorRange(last, 1))).pieces().getFirst();
                    assertEquals(piece.place().further((piece.range().count() - 1) * 512), alone.place());
                }
            }
        }
    }

    @Test
    void anAnswerThatRestsOnDivergentMetadataSaysSoAndOthersDoNot() throws Exception {
        Tool.assumeInstalled("mke2fs");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        new Tags().fill(tree);
        Path image = image("ext.img", 24);
        Tool.run("mke2fs", "-q", "-F", "-t", "ext4", "-b", "1024", "-d", tree.toString(), image.toString());
        try (FileDevice disk = FileDevice.open(image, Runnable::run)) {
            PlaceReport report = all(disk);
            SectorRange inode = report.pieces().stream()
                    .filter(piece -> piece.place() instanceof Place.Metadata metadata
                            && metadata.name().startsWith("inode table")
                            && metadata.of().stream().anyMatch(owner -> owner.path().orElse("").equals("/f0.dat")))
                    .findFirst().orElseThrow().range();
            Divergent divergent = Divergent.of(SortedRanges.of(inode));
            PlaceReport disputed = new PlaceSearch(disk, divergent).find(SortedRanges.of(new SectorRange(0, 24 * MIB)));
            long found = 0;
            for (PlacedRange piece : disputed.pieces()) {
                String path = piece.place().owner().flatMap(Owner::path).orElse("");
                if (piece.place() instanceof Place.File && path.equals("/f0.dat")) {
                    found++;
                    assertEquals(List.of(inode), piece.disputed());
                } else if (piece.place() instanceof Place.File && path.startsWith("/many/")) {
                    assertFalse(piece.isDisputed(), piece::toString);
                }
            }
            assertTrue(found > 0);
            SectorRange superblock = new SectorRange(2, 1);
            PlaceReport everything = new PlaceSearch(disk, Divergent.of(SortedRanges.of(superblock)))
                    .find(SortedRanges.of(new SectorRange(0, 24 * MIB)));
            assertTrue(everything.pieces().stream().allMatch(PlacedRange::isDisputed));
        }
    }

    @ParameterizedTest
    @CsvSource({"a, 0, md", "d, 0, md", "f, 131071, md", "h, 131071, md", "m, 131071, drbd"})
    void whatIsAReplicasOwnDiffersByDesignAndTheRestIsItsVolume(String name, long sector, String kind) {
        MemoryDevice member = Fixtures.member(name);
        PlacedRange own = new PlaceSearch(member, Divergent.NONE).find(SortedRanges.of(new SectorRange(sector, 1)))
                .pieces().getFirst();
        assertTrue(own.place() instanceof Place.PerDevice(String what) && what.contains(kind), own::toString);
        SectorRange volume = all(member).volumes().getFirst().range();
        assertTrue(volume.count() > 120_000 && !volume.contains(sector), volume::toString);
    }

    @Test
    void logicalVolumesAreNamed() {
        PlaceReport report = all(Fixtures.member("l"));
        PlacedRange linear = report.pieces().stream().filter(piece -> piece.range().contains(2048)).findFirst()
                .orElseThrow();
        assertEquals(Optional.of("lin"), linear.volume());
        assertEquals(new SectorRange(2048, 16384), linear.range());
        assertEquals("LVM label and metadata", report.pieces().getFirst().place().what().orElseThrow());
        assertEquals(new Place.Unallocated(), report.pieces().getLast().place());
    }

    @Test
    void filesInALogicalVolumeOfTwoSegmentsAreFoundWhereTheyLie() throws Exception {
        Tool.assumeInstalled("mke2fs");
        Tags tags = new Tags();
        Path tree = Files.createDirectory(folder.resolve("tree"));
        tags.write(tree, "/large.bin", 3_000_000);
        Path image = image("ext.img", 8);
        Tool.run("mke2fs", "-q", "-F", "-t", "ext4", "-b", "1024", "-d", tree.toString(), image.toString());
        byte[] content = Files.readAllBytes(image);
        // The second half first: what follows in the volume comes before on the disk.
        int half = content.length / 2;
        MemoryDevice disk = new MemoryDevice(content.length, false);
        disk.fill(0, Arrays.copyOfRange(content, half, content.length));
        disk.fill(half, Arrays.copyOf(content, half));
        Segments segments = Segments.inOrder(List.of(new Segments.Segment(half / 512, 0, half / 512),
                new Segments.Segment(0, half / 512, half / 512)));
        Volume volume = new Volume(new Reading(Divergent.NONE), disk, segments);
        assertEquals("ext4", FileSystems.open(volume).name());
        assertEquals(List.of(new SectorRange(half / 512 + half / 512 - 1, 1), new SectorRange(0, 1)),
                segments.onDisk(new SectorRange(half / 512 - 1, 2)));
        assertEquals(content[half - 1], volume.read(half - 1, 2).bytes(0, 1)[0]);
        assertEquals(content[half], volume.read(half - 1, 2).bytes(1, 1)[0]);
    }

    @Test
    void swapIsToldFromItsHeader() throws Exception {
        Tool.assumeInstalled("mkswap");
        Path image = image("swap.img", 4);
        Tool.run("mkswap", image.toString());
        assertEquals(List.of("swap", "swap"),
                Tags.search(image).pieces().stream().map(piece -> piece.place().kind()).toList());
        assertEquals(Optional.of("swap header"), Tags.search(image).pieces().getFirst().place().what());
    }

    @ParameterizedTest
    @CsvSource({"0, 'LUKS\u00ba\u00be', LUKS", "3, -FVE-FS-, BitLocker", "65600, _BHRfS_M, btrfs",
            "32769, CD001, ISO 9660", "32, NXSB, APFS"})
    void whatIsNotEnteredIsNamedWithItsReason(int at, String mark, String name) {
        MemoryDevice disk = new MemoryDevice(1 << 20, false);
        disk.fill(at, mark.getBytes(StandardCharsets.ISO_8859_1));
        PlaceReport report = all(disk);
        assertEquals(1, report.pieces().size());
        assertTrue(report.pieces().getFirst().place() instanceof Place.NotMapped(String reason)
                && reason.contains(name), report::toString);
        assertEquals(Optional.empty(), report.pieces().getFirst().fs());
    }

    @Test
    void nothingIsFoundWhereNothingIsAskedForAndSectorsBehindTheDiskAreNotMapped() {
        MemoryDevice disk = new MemoryDevice(8192, false);
        assertEquals(List.of(), new PlaceSearch(disk, Divergent.NONE).find(SortedRanges.NONE).pieces());
        List<PlacedRange> pieces = new PlaceSearch(disk, Divergent.NONE)
                .find(SortedRanges.of(new SectorRange(14, 10))).pieces();
        assertEquals(10, pieces.stream().mapToLong(piece -> piece.range().count()).sum());
        assertTrue(pieces.stream().allMatch(piece -> piece.place() instanceof Place.NotMapped));
    }

    @Test
    void aDiskThatDoesNotAnswerHoldsNobodyUpAfterACancel() {
        Silent disk = new Silent();
        PlaceSearch search = new PlaceSearch(disk, Divergent.NONE);
        CompletableFuture<PlaceReport> found = CompletableFuture
                .supplyAsync(() -> search.find(SortedRanges.of(new SectorRange(0, 1))));
        disk.asked.join();
        search.cancel();
        CompletionException stopped = assertThrows(CompletionException.class, found::join);
        assertTrue(stopped.getCause() instanceof CancellationException, stopped::toString);
    }

    @Test
    void namesThatAreNoTextAreToldByteForByte() {
        assertEquals("a\\xffb", Claimant.text(new byte[]{'a', (byte) 0xFF, 'b'}));
        assertEquals("\\xc3", Claimant.text(new byte[]{(byte) 0xC3}));
        assertEquals("ö\uFFFD\\xed\\xa0\\x80",
                Claimant.text(new byte[]{(byte) 0xC3, (byte) 0xB6, (byte) 0xEF, (byte) 0xBF,
                        (byte) 0xBD, (byte) 0xED, (byte) 0xA0, (byte) 0x80}));
    }

    @Test
    void theSleuthKitFindsTheSameOwners() throws Exception {
        Tool.assumeInstalled("fiwalk", "mke2fs", "mkfs.fat", "mcopy", "mkntfs", "ntfscp");
        for (String kind : List.of("ext4", "fat", "ntfs")) {
            Path tree = Files.createDirectories(folder.resolve("tree"));
            new Tags().fill(tree);
            Path image = image(kind + ".img", 48);
            switch (kind) {
                case "ext4" -> Tool.run("mke2fs", "-q", "-F", "-t", "ext4", "-d", tree.toString(), image.toString());
                case "fat" -> {
                    Tool.run("mkfs.fat", "-F", "32", "-s", "1", image.toString());
                    Tool.run("mcopy", "-s", "-i", image.toString(), tree.resolve("of").toString(),
                            tree.resolve("many").toString(), "::");
                }
                default -> {
                    Tool.run("mkntfs", "-q", "-Q", "-F", "-s", "512", "-p", "0", "-H", "0", "-S", "0",
                            image.toString());
                    try (Stream<Path> files = Files.list(tree.resolve("many")).limit(40)) {
                        for (Path file : files.toList()) {
                            Tool.run("ntfscp", "-f", image.toString(), file.toString(), "/" + file.getFileName());
                        }
                    }
                }
            }
            SleuthKit.assertSameFiles(image, Tags.search(image));
        }
    }

    /** A disk that takes every read and answers none, until it is told to stop. */
    private static final class Silent implements BlockDevice {
        private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

        @Override
        public Reply<Long> length() {
            return Reply.ok(1L << 20);
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public CompletableFuture<Reply<Reply.Done>> read(long offset, ByteBuffer into) {
            asked.complete(true);
            return new Pending<>(() -> {});
        }

        @Override
        public CompletableFuture<Reply<Reply.Done>> write(long offset, ByteBuffer from) {
            return new Pending<>(() -> {});
        }

        @Override
        public CompletableFuture<Reply<Reply.Done>> writeZeroes(long offset, long length) {
            return new Pending<>(() -> {});
        }

        @Override
        public CompletableFuture<Reply<Reply.Done>> flush() {
            return new Pending<>(() -> {});
        }

        @Override
        public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
            return new Pending<>(() -> {});
        }

        @Override
        public CompletableFuture<Reply<Reply.Done>> reopen() {
            return new Pending<>(() -> {});
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
