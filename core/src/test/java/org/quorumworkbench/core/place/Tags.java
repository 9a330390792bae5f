// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Files whose every sector says of itself whose it is: the truth of what lies where, found by
 * reading the image and not the file system.
 */
final class Tags {

    private static final byte[] MAGIC = "\u0000TaG".getBytes(StandardCharsets.US_ASCII);
    private static final int SECTOR = 512;

    private final List<Set<String>> paths = new ArrayList<>();
    private final BitSet gone = new BitSet();

    /** What a sector says of itself. */
    private record Tag(int file, long offset) {}

    /** Content for a file that will be known by these names, with holes where it says so. */
    byte[] content(int length, Predicate<Integer> isHole, String... names) {
        ByteBuffer content = ByteBuffer.allocate(Math.ceilDiv(length, SECTOR) * SECTOR);
        for (int at = 0; at < content.capacity(); at += SECTOR) {
            if (!isHole.test(at)) {
                content.put(at, MAGIC).putInt(at + 4, paths.size()).putLong(at + 8, at)
                        .putLong(at + 16, check(paths.size(), at));
                for (int i = 24; i < SECTOR; i++) {
                    content.put(at + i, (byte) (at / SECTOR + i));
                }
            }
        }
        paths.add(new TreeSet<>(List.of(names)));
        byte[] cut = new byte[length];
        content.get(0, cut);
        return cut;
    }

    byte[] content(int length, String... names) {
        return content(length, _ -> false, names);
    }

    /**
     * A folder with files of all sorts of lengths, in folders, one of them with many; the names from
     * its root.
     */
    List<String> fill(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        int[] lengths = {1, 20, 59, 100, 511, 512, 513, 1023, 1024, 1025, 4095, 4096, 4097, 12_288, 20_000, 70_000,
                300_000};
        for (int length : lengths) {
            names.add(write(folder, "/of/" + length + ".bin", length));
        }
        for (int i = 0; i < 300; i++) {
            names.add(write(folder, "/many/a file with a rather long name, number " + i, 700 + i));
        }
        names.add(write(folder, "/deep/er/and/even/deeper/Größe \u4f60.txt", 5000));
        names.add(write(folder, "/f0.dat", 2_000_000));
        return names;
    }

    String write(Path folder, String name, int length) throws IOException {
        Path file = folder.resolve(name.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, content(length, name));
        return name;
    }

    /** From now on nobody has that file any more. */
    void deleted(String name) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).contains(name)) {
                gone.set(i);
            }
        }
    }

    /** Another name for the same file. */
    void linked(String name, String other) {
        paths.stream().filter(names -> names.contains(name)).forEach(names -> names.add(other));
    }

    /**
     * Asks what lies on the whole disk and compares every sector that has a tag.
     *
     * @param leastSectors
     *            how many there must be, so that the test cannot be empty
     */
    PlaceReport check(Path image, int leastSectors) {
        PlaceReport report = search(image);
        check(image, report, leastSectors);
        return report;
    }

    static PlaceReport search(Path image) {
        try (FileDevice device = FileDevice.open(image, Runnable::run)) {
            SectorRange all = SectorRange.ofBytes(0, Files.size(image));
            return new PlaceSearch(device, Divergent.NONE).find(SortedRanges.of(all));
        } catch (IOException | org.quorumworkbench.core.block.CannotOpen e) {
            throw new AssertionError(e);
        }
    }

    void check(Path image, PlaceReport report, int leastSectors) {
        Map<Long, Tag> truth = truth(image);
        long live = 0;
        long dead = 0;
        for (PlacedRange piece : report.pieces()) {
            for (long sector = piece.range().first(); sector < piece.range().end(); sector++) {
                Tag tag = truth.remove(sector);
                if (tag == null) {
                    continue;
                }
                Place place = piece.place().further((sector - piece.range().first()) * SECTOR);
                String where = "sector " + sector + " of " + paths.get(tag.file()) + "+" + tag.offset() + ": " + piece;
                if (gone.get(tag.file())) {
                    dead++;
                    assertTrue(place instanceof Place.Unallocated || place instanceof Place.Slack, where);
                } else {
                    live++;
                    assertTrue(place instanceof Place.File, where);
                    assertTrue(paths.get(tag.file()).contains(place.owner().orElseThrow().path().orElse("")), where);
                    assertEquals(tag.offset(), ((Place.File) place).fileOffset(), where);
                    assertEquals(paths.get(tag.file()).size() - 1, place.owner().orElseThrow().otherLinks(), where);
                }
            }
        }
        assertEquals(Map.of(), truth, "every sector is in a piece");
        assertTrue(live >= leastSectors, "only " + live + " sectors have a tag");
        assertTrue(gone.isEmpty() || dead > 0, "no sector of a deleted file was looked at");
    }

    private static long check(int file, long offset) {
        return ~((long) file << 40 ^ offset);
    }

    private static Map<Long, Tag> truth(Path image) {
        Map<Long, Tag> truth = new HashMap<>();
        try (InputStream in = Files.newInputStream(image)) {
            byte[] chunk = new byte[1 << 20];
            long sector = 0;
            for (int count = in.readNBytes(chunk, 0, chunk.length); count > 0; count = in.readNBytes(chunk, 0,
                    chunk.length)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
                for (int at = 0; at + SECTOR <= count; at += SECTOR, sector++) {
                    // A tag that a file's end cuts short is no tag.
                    if (bytes.slice(at, 4).equals(ByteBuffer.wrap(MAGIC))
                            && bytes.getLong(at + 16) == check(bytes.getInt(at + 4), bytes.getLong(at + 8))) {
                        truth.put(sector, new Tag(bytes.getInt(at + 4), bytes.getLong(at + 8)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return truth;
    }
}
