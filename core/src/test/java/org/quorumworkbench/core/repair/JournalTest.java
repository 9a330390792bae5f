// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a journal may end with, and what shows that it was damaged. */
class JournalTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    private static FailingDisk applied(SeededPlan seeded) throws IOException, RepairStopped {
        FailingDisk disk = seeded.disk();
        new Repair(seeded.plan(), disk, OldOrNew.BYTE_BY_BYTE, 2, RepairWatcher.NONE)
                .apply(Journal.create(disk, seeded.plan(), "apply"));
        return disk;
    }

    private static byte[] bytes(StoredFile file) throws IOException {
        byte[] bytes = new byte[(int) file.length()];
        file.read(0, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private static JournalState read(byte[] bytes) throws IOException, RepairProblem {
        FailingDisk disk = new FailingDisk();
        disk.put("journal", bytes);
        return JournalReader.read(disk.child("journal"));
    }

    /** One byte of any record before the last that says what is done. */
    @ParameterizedTest
    @MethodSource("seeds")
    void damageInTheMiddleIsNotTakenForATornEnd(long seed) throws Exception {
        SeededPlan seeded = SeededPlan.of(seed);
        byte[] whole = bytes(applied(seeded).existing());
        JournalState state = read(whole);
        assertTrue(state.ended());
        long first = state.images().values().stream().min(Long::compare).orElseThrow();
        long last = state.images().values().stream().max(Long::compare).orElseThrow();
        for (int at = (int) first; at < last; at += 97) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 16;
            RepairProblem problem = assertThrows(RepairProblem.class, () -> read(damaged), "byte " + at);
            assertTrue(String.valueOf(problem.getMessage()).contains("Nothing is done with it"), problem.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aJournalThatEndsAnywhereIsRead(long seed) throws Exception {
        SeededPlan seeded = SeededPlan.of(seed);
        byte[] whole = bytes(applied(seeded).existing());
        JournalState state = read(whole);
        long first = state.images().values().stream().min(Long::compare).orElseThrow();
        for (int end = (int) first; end < whole.length; end += 41) {
            JournalState cut = read(Arrays.copyOf(whole, end));
            assertTrue(cut.end() <= end);
            assertTrue(state.done().containsAll(cut.done()));
        }
    }

    /** A piece of the last batch's pre-images is lost, and those behind it are there. */
    @Test
    void anEndThatIsTornInItsMiddleIsRead() throws Exception {
        SeededPlan seeded = SeededPlan.of(2);
        FailingDisk disk = seeded.disk();
        Journal journal = Journal.create(disk, seeded.plan(), "apply");
        Step one = seeded.plan().steps().getFirst();
        int torn = (int) journal.length() + JournalRecord.HEAD + 5;
        for (Step step : List.of(one, seeded.plan().steps().get(1))) {
            byte[] now = new byte[step.bytes()];
            disk.child(step.child()).read(seeded.plan().child(step.child()).offset() + step.range().offset(),
                    ByteBuffer.wrap(now));
            journal.append(new JournalRecord.Pre(step.number(), Hashes.sha256().digest(now), now));
        }
        byte[] bytes = bytes(disk.existing());
        assertEquals(2, read(bytes).images().size());
        bytes[torn] ^= 1;
        assertEquals(0, read(bytes).images().size());
    }

    @Test
    void aPlanThatCouldNotBeReadAgainGetsNoJournal() {
        Plan plan = SeededPlan.of(1).plan();
        Step like = plan.steps().getFirst();
        Plan self = new Plan(plan.id(), plan.made(), plan.scan(), plan.policy(), plan.children(),
                List.of(new Step(1, like.child(), like.range(), like.before(), like.after(), like.child(), List.of(),
                        like.votes(), like.damage(), like.confidence(), like.place(), like.why())),
                List.of(), List.of());
        FailingDisk disk = SeededPlan.of(1).disk();
        assertThrows(IOException.class, () -> Journal.create(disk, self, "apply"));
        assertFalse(disk.hasJournal());
    }
}
