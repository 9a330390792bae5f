// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.scan.Courtesy;

/** Which of two versions is the older one, where their content tells. */
class LaterStateTest {

    private static final int SECTOR = Replicas.SECTOR;
    private static final int AT = 300;
    private static final int COUNT = 8;

    private static Finding only(Replicas replicas) {
        List<Finding> findings = replicas.diagnose();
        assertEquals(1, findings.size(), findings.toString());
        return findings.getFirst();
    }

    /** Lines with a time each, some seconds after each other. */
    private static byte[] log(long start, boolean dates, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (long time = start; text.length() < COUNT * SECTOR; time += random.nextInt(30)) {
            String written = dates
                    ? java.time.LocalDateTime.ofEpochSecond(time, 1, java.time.ZoneOffset.UTC).toString()
                            .substring(0, 19)
                    : Long.toString(time);
            text.append(written).append(" kernel: device ").append(random.nextInt(90)).append(" has answered after ")
                    .append(random.nextInt(5000)).append(" ms\n");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), COUNT * SECTOR);
    }

    /** Records of 32 bytes: number, time, and some flags. */
    private static byte[] records(long start, ByteOrder order, long seed) {
        Random random = new Random(seed);
        ByteBuffer records = ByteBuffer.allocate(COUNT * SECTOR).order(order);
        for (int i = 0; records.hasRemaining(); i++) {
            records.putInt(i).putInt((int) start + random.nextInt(1 << 20)).putInt(random.nextInt(9))
                    .put("account.name".getBytes(StandardCharsets.US_ASCII)).putLong(random.nextInt(3));
        }
        return records.array();
    }

    private static Replicas replicas(byte[] ofTwo, byte[] ofOne) {
        Replicas replicas = new Replicas(3, Replicas.text(1024, 6));
        replicas.put(0, AT, ofTwo);
        replicas.put(1, AT, ofOne);
        replicas.put(2, AT, ofTwo);
        return replicas;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void olderLinesOfALogAreTheOlderVersionWhoeverHasThem(boolean dates) {
        byte[] old = log(1_500_000_000L, dates, 1);
        byte[] late = log(1_560_000_000L, dates, 2);
        Finding two = only(replicas(old, late));
        assertEquals(List.of(0, 2), two.damaged(), two.toString());
        assertEquals(Damage.STALE, two.effect());
        assertTrue(two.suspectWinner());
        assertTrue(two.confidence() <= 0.8, two.toString());
        assertTrue(two.evidence().contains("The times in the bytes of c1 are later than those of c0 and c2."),
                two.toString());
        Finding one = only(replicas(late, old));
        assertEquals(List.of(1), one.damaged(), one.toString());
        assertTrue(one.evidence().contains("The times in the bytes of c0 and c2 are later than those of c1."),
                one.toString());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void recordsWithOlderTimesAreTheOlderVersionWhoeverHasThem(long seed) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] old = records(1_420_000_000L, order, seed);
            byte[] late = records(1_470_000_000L, order, seed + 100);
            assertEquals(List.of(0, 2), only(replicas(old, late)).damaged());
            assertEquals(List.of(1), only(replicas(late, old)).damaged());
        }
    }

    @Test
    void timesThatAreEarlierHereAndLaterThereTellNothing() {
        byte[] one = records(1_420_000_000L, ByteOrder.BIG_ENDIAN, 1);
        byte[] other = records(1_470_000_000L, ByteOrder.BIG_ENDIAN, 2);
        byte[] mixed = other.clone();
        System.arraycopy(one, 0, mixed, 0, COUNT / 2 * SECTOR);
        byte[] opposite = one.clone();
        System.arraycopy(other, 0, opposite, 0, COUNT / 2 * SECTOR);
        assertEquals(0, later(mixed, opposite));
        assertEquals(List.of(1), only(replicas(opposite, mixed)).damaged());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void wordsAndBytesWithoutOrderHoldNoTimes(long seed) {
        assertEquals(0, later(Replicas.text(COUNT, seed), Replicas.text(COUNT, seed + 50)));
        byte[] one = new byte[COUNT * SECTOR];
        byte[] other = new byte[COUNT * SECTOR];
        Random random = new Random(seed);
        random.nextBytes(one);
        random.nextBytes(other);
        assertEquals(0, later(one, other));
    }

    private static int later(byte[] judged, byte[] other) {
        int[] differing = new int[judged.length / SECTOR];
        Arrays.setAll(differing, i -> i);
        return Times.later(new Sample(List.of(new Sample.Window(0, judged, other, differing)), differing.length));
    }

    /** A database of two pages: the second one a leaf of a table with four cells of 100 bytes. */
    private static byte[] database(boolean changed, int counter) {
        ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.BIG_ENDIAN);
        file.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII)).putShort((short) 512);
        file.putInt(24, counter);
        file.put(100, (byte) 13).putShort(105, (short) 512);
        // A cell that was written anew is shorter, and leaves a free piece of six bytes.
        file.put(512, (byte) 13).putShort(513, (short) (changed ? 312 : 0)).putShort(515, (short) 4)
                .putShort(517, (short) 112);
        for (int cell = 0; cell < 4; cell++) {
            file.putShort(520 + 2 * cell, (short) (412 - 100 * cell + (changed && cell == 1 ? 6 : 0)));
            Arrays.fill(file.array(), 512 + 112 + 100 * cell, 512 + 212 + 100 * cell, (byte) ('a' + cell));
        }
        return file.array();
    }

    private static VersionBytes of(byte[] disk) {
        return new VersionBytes(new Reads(Courtesy.NONE), MemoryDevice.of(disk), Optional.empty(), List.of());
    }

    @Test
    void aPageWithFreePiecesIsLaterThanTheSameWithoutThem() {
        Checked checked = FileChecks.check(of(database(true, 7)), of(database(false, 7)), 0, SECTOR, 2 * SECTOR,
                "/a.db");
        assertTrue(checked.isBothSensible(), checked.toString());
        assertTrue(checked.judgedAge().orElseThrow() > checked.winnerAge().orElseThrow(), checked.toString());
    }

    @Test
    void aDatabasesChangeCounterTellsMoreThanFreePieces() {
        Checked checked = FileChecks.check(of(database(true, 7)), of(database(false, 8)), 0, 0, 2 * SECTOR, "/a.db");
        assertTrue(checked.isBothSensible(), checked.toString());
        assertTrue(checked.judgedAge().orElseThrow() < checked.winnerAge().orElseThrow(), checked.toString());
    }

    @Test
    void aFileThatBeginsAsADatabaseInOneVersionOnlyIsAccusedByNoStructure() {
        Checked checked = FileChecks.check(of(database(false, 7)), of(Replicas.text(2, 4)), 0, 0, SECTOR, "/a.conf");
        assertEquals(Checked.Match.SILENT, checked.judged());
        assertEquals(Checked.Match.SILENT, checked.winner());
    }

    @Test
    void aFileRecordThatLandedInAnIndexAccusesNoIndex() {
        byte[] index = new byte[4096];
        ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x5844_4E49).putShort(4, (short) 40)
                .putShort(6, (short) 9);
        byte[] record = new byte[1024];
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x454C_4946).putShort(4, (short) 48)
                .putShort(6, (short) 3);
        byte[] astray = index.clone();
        System.arraycopy(record, 0, astray, 1024, 1024);
        assertEquals(Optional.empty(), NtfsChecks.check(of(astray), of(index), 0, 1024));
        byte[] broken = astray.clone();
        broken[1024 + 510] = 1;
        assertEquals(Checked.Match.BROKEN,
                NtfsChecks.check(of(broken), of(inTable(record)), 0, 1024).orElseThrow().judged());
    }

    private static byte[] inTable(byte[] record) {
        byte[] table = new byte[4096];
        for (int at = 0; at < table.length; at += record.length) {
            System.arraycopy(record, 0, table, at, record.length);
        }
        return table;
    }
}
