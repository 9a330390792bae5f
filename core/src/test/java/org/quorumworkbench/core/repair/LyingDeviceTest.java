// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A device that says it has written, and has not, is noticed before anything rests on it. */
class LyingDeviceTest {

    private final SeededPlan seeded = SeededPlan.of(4);
    private final FailingDisk disk = seeded.disk();

    /** How a file answers a write, instead of doing it. */
    private interface Answer {
        int to(StoredFile file, long offset, ByteBuffer from) throws IOException;
    }

    private record Odd(StoredFile file, Answer answer) implements StoredFile {
        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            file.read(offset, into);
        }

        @Override
        public void readBack(long offset, ByteBuffer into) throws IOException {
            file.readBack(offset, into);
        }

        @Override
        public int write(long offset, ByteBuffer from) throws IOException {
            return answer.to(file, offset, from);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }
    }

    private RepairOutcome apply(Answer answer) throws IOException, RepairStopped {
        Journal journal = Journal.create(disk, seeded.plan(), "apply");
        return new Repair(seeded.plan(), child -> new Odd(disk.child(child), answer), RepairWatcher.NONE)
                .apply(journal);
    }

    private void assertCanBeTakenBack() throws Exception {
        StoredFile file = disk.existing();
        JournalState state = JournalReader.read(file);
        RepairOutcome undone = new Repair(state.plan(), disk, RepairWatcher.NONE)
                .undo(Journal.proceed(file, state, "undo"), file, state);
        assertEquals(0, undone.refused().size());
        seeded.before().forEach((name, bytes) -> assertArrayEquals(bytes, disk.bytes(name), name));
    }

    @Test
    void whatIsWrittenInPartsIsWrittenToTheEnd() throws Exception {
        RepairOutcome outcome = apply((file, offset, from) -> file.write(offset,
                from.duplicate().limit(from.position() + Math.min(100, from.remaining()))));
        assertEquals(seeded.plan().steps().size(), outcome.count(StepOutcome.State.DONE));
        seeded.after().forEach((name, bytes) -> assertArrayEquals(bytes, disk.bytes(name), name));
    }

    @Test
    void bytesThatDoNotComeBackStopTheRepair() throws Exception {
        RepairStopped stopped = assertThrows(RepairStopped.class, () -> apply((_, _, from) -> from.remaining()));
        assertTrue(String.valueOf(stopped.getMessage()).contains("reads back otherwise"), stopped.getMessage());
        assertCanBeTakenBack();
    }

    @Test
    void anErrorStopsTheRepairAndEverythingCanBeTakenBack() throws Exception {
        assertThrows(RepairStopped.class, () -> apply((_, _, _) -> {
            throw new IOException("Input/output error");
        }));
        assertCanBeTakenBack();
    }

    @Test
    void aJournalThatDoesNotComeBackStopsBeforeAnyChildIsWritten() throws Exception {
        Journal journal = Journal.create(disk, seeded.plan(), "apply");
        StoredFile file = disk.existing();
        JournalState state = JournalReader.read(file);
        // The first hundred bytes of every pre-image are claimed and lost.
        Journal lossy = Journal.proceed(new Odd(file, (below, offset, from) -> from.position() == 0
                && from.remaining() > 600 ? 100 : below.write(offset, from)), state, "apply");
        assertTrue(journal.length() > 0);
        assertThrows(RepairStopped.class,
                () -> new Repair(seeded.plan(), disk, RepairWatcher.NONE).apply(lossy));
        seeded.before().forEach((name, bytes) -> assertArrayEquals(bytes, disk.bytes(name), name));
    }
}
