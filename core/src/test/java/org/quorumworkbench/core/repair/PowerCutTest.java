// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.repair.FailingDisk.Cut;
import org.quorumworkbench.core.repair.FailingDisk.Omission;

/**
 * The power is cut, or the program killed, in every operation of twelve plans, and again in every
 * operation of what puts that right. Nothing is ever neither old nor new; the repair can be
 * finished and taken back; what somebody else wrote stays.
 */
class PowerCutTest {

    /** So that a plan of a few steps has several batches. */
    private static final int BATCH = 2;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    private static Repair repair(Plan plan, FailingDisk disk, OldOrNew guard) {
        return new Repair(plan, disk, guard, BATCH, RepairWatcher.NONE);
    }

    private static void apply(SeededPlan seeded, FailingDisk disk) throws IOException, RepairStopped {
        repair(seeded.plan(), disk, OldOrNew.BYTE_BY_BYTE).apply(Journal.create(disk, seeded.plan(), "apply"));
    }

    private static RepairOutcome resume(FailingDisk disk, OldOrNew guard)
            throws IOException, RepairStopped, RepairProblem {
        StoredFile file = disk.existing();
        JournalState state = JournalReader.read(file);
        if (state.ended()) {
            return new RepairOutcome(List.of(), true, state.end());
        }
        return repair(state.plan(), disk, guard).resume(Journal.proceed(file, state, "resume"), file, state);
    }

    private static RepairOutcome undo(FailingDisk disk, OldOrNew guard)
            throws IOException, RepairStopped, RepairProblem {
        StoredFile file = disk.existing();
        JournalState state = JournalReader.read(file);
        if (state.undoEnded()) {
            return new RepairOutcome(List.of(), true, state.end());
        }
        return repair(state.plan(), disk, guard).undo(Journal.proceed(file, state, "undo"), file, state);
    }

    /** What is done to a disk, and may be cut. */
    private interface Work {
        void on(FailingDisk disk) throws IOException, RepairStopped, RepairProblem;
    }

    /** A disk on which the work was cut in that operation; empty if it has fewer. */
    private static Optional<FailingDisk> cut(FailingDisk disk, Work work, int operation, boolean kill, long seed)
            throws IOException, RepairStopped, RepairProblem {
        try {
            work.on(disk.cutAt(operation, kill, seed));
            return Optional.empty();
        } catch (Cut expected) {
            return Optional.of(disk.restarted());
        }
    }

    private static void assertChildren(Map<String, byte[]> expected, FailingDisk disk, String when) {
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, disk.bytes(name), name + " " + when));
    }

    private static void assertOldOrNew(SeededPlan seeded, FailingDisk disk, boolean byBytes, String when) {
        seeded.before().forEach((name, before) -> {
            byte[] now = disk.bytes(name);
            byte[] after = seeded.after().get(name);
            int unit = byBytes ? 1 : 512;
            for (int at = 0; at < now.length; at += unit) {
                assertTrue(Arrays.equals(now, at, at + unit, before, at, at + unit)
                        || Arrays.equals(now, at, at + unit, after, at, at + unit),
                        name + " byte " + at + " is neither old nor new " + when);
            }
        });
    }

    private static void assertRecovers(SeededPlan seeded, FailingDisk disk, boolean kill, String when)
            throws IOException, RepairStopped, RepairProblem {
        assertOldOrNew(seeded, disk, kill, when);
        if (!disk.hasJournal()) {
            assertChildren(seeded.before(), disk, when + ", without a journal");
            return;
        }
        FailingDisk forward = disk.copy();
        assertEquals(0, resume(forward, OldOrNew.BYTE_BY_BYTE).refused().size(), when);
        assertChildren(seeded.after(), forward, "resumed " + when);
        assertEquals(0, undo(forward, OldOrNew.BYTE_BY_BYTE).refused().size(), when);
        assertChildren(seeded.before(), forward, "resumed and undone " + when);
        FailingDisk back = disk.copy();
        assertEquals(0, undo(back, OldOrNew.BYTE_BY_BYTE).refused().size(), when);
        assertChildren(seeded.before(), back, "undone " + when);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereverItIsCutItCanBeFinishedAndTakenBack(long seed) throws Exception {
        SeededPlan seeded = SeededPlan.of(seed);
        for (boolean kill : new boolean[]{false, true}) {
            int operation = 1;
            for (;; operation++) {
                Optional<FailingDisk> disk = cut(seeded.disk(), each -> apply(seeded, each), operation, kill,
                        seed * 1000 + operation);
                if (disk.isEmpty()) {
                    break;
                }
                assertRecovers(seeded, disk.get(), kill, "after operation " + operation + (kill ? ", killed" : ""));
            }
            assertTrue(operation > 20, "a plan of several batches has many operations: " + operation);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverPutsThatRightMayBeCutAgain(long seed) throws Exception {
        SeededPlan seeded = SeededPlan.of(seed);
        Work resuming = disk -> resume(disk, OldOrNew.BYTE_BY_BYTE);
        Work undoing = disk -> undo(disk, OldOrNew.BYTE_BY_BYTE);
        for (int first = 1;; first++) {
            boolean kill = first % 2 == 0;
            Optional<FailingDisk> once = cut(seeded.disk(), each -> apply(seeded, each), first, kill,
                    seed * 77 + first);
            if (once.isEmpty()) {
                break;
            }
            if (!once.get().hasJournal()) {
                continue;
            }
            for (int second = 1;; second++) {
                String when = "after operation " + first + " and then " + second;
                Optional<FailingDisk> twice = cut(once.get().copy(), resuming, second, !kill, seed + second);
                Optional<FailingDisk> undone = cut(once.get().copy(), undoing, second, !kill, seed + second);
                if (twice.isPresent()) {
                    assertRecovers(seeded, twice.get(), true, when);
                }
                if (undone.isPresent()) {
                    assertOldOrNew(seeded, undone.get(), true, when);
                    assertEquals(0, undo(undone.get(), OldOrNew.BYTE_BY_BYTE).refused().size(), when);
                    assertChildren(seeded.before(), undone.get(), "undone " + when);
                }
                if (twice.isEmpty() && undone.isEmpty()) {
                    break;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatSomebodyElseWroteMeanwhileStays(long seed) throws Exception {
        assertEquals(0, overwritten(seed, OldOrNew.BYTE_BY_BYTE));
    }

    /** How often a stranger's bytes were lost, of cuts in all operations. */
    private static int overwritten(long seed, OldOrNew guard) throws Exception {
        SeededPlan seeded = SeededPlan.of(seed);
        Random random = new Random(seed);
        int lost = 0;
        for (int operation = 1;; operation++) {
            Optional<FailingDisk> cut = cut(seeded.disk(), each -> apply(seeded, each), operation, false,
                    seed + operation);
            if (cut.isEmpty() || !cut.get().hasJournal()) {
                if (cut.isEmpty()) {
                    return lost;
                }
                continue;
            }
            Step step = seeded.plan().steps().get(random.nextInt(seeded.plan().steps().size()));
            int at = (int) (seeded.plan().child(step.child()).offset() + step.range().offset());
            byte[] foreign = new byte[8];
            byte[] old = Objects.requireNonNull(seeded.before().get(step.child()));
            byte[] wanted = Objects.requireNonNull(seeded.after().get(step.child()));
            for (int i = 0; i < foreign.length; i++) {
                foreign[i] = (byte) (old[at + i] ^ 1);
                if (foreign[i] == wanted[at + i]) {
                    foreign[i] = (byte) (old[at + i] ^ 2);
                }
            }
            cut.get().strangerWrites(step.child(), at, foreign);
            FailingDisk forward = cut.get().copy();
            resume(forward, guard);
            FailingDisk back = cut.get().copy();
            undo(back, guard);
            for (FailingDisk each : new FailingDisk[]{forward, back}) {
                byte[] now = each.bytes(step.child());
                lost += Arrays.equals(now, at, at + foreign.length, foreign, 0, foreign.length) ? 0 : 1;
            }
        }
    }

    /** How many cuts end otherwise than they should. */
    private static int failures(Omission omission) throws Exception {
        int failures = 0;
        for (long seed : seeds().toArray()) {
            SeededPlan seeded = SeededPlan.of(seed);
            for (int operation = 1;; operation++) {
                Optional<FailingDisk> disk = cut(seeded.disk().without(omission), each -> apply(seeded, each),
                        operation,
                        false, seed * 31 + operation);
                if (disk.isEmpty()) {
                    break;
                }
                try {
                    assertRecovers(seeded, disk.get(), false, "");
                } catch (AssertionError | RepairProblem | RepairStopped expected) {
                    failures++;
                }
            }
        }
        return failures;
    }

    @Test
    void theseTestsNoticeAJournalThatIsNotForced() throws Exception {
        assertTrue(failures(Omission.JOURNAL_FORCE) > 20);
    }

    @Test
    void theseTestsNoticeATargetThatIsNotForced() throws Exception {
        assertTrue(failures(Omission.TARGET_FORCE) > 20);
    }

    @Test
    void theseTestsNoticeAFolderThatIsNotForced() throws Exception {
        assertTrue(failures(Omission.FOLDER_FORCE) > 20);
    }

    @Test
    void theseTestsNoticeThatNobodyLooksWhoWrote() throws Exception {
        int lost = 0;
        for (long seed : seeds().toArray()) {
            lost += overwritten(seed, (_, _, _) -> true);
        }
        assertTrue(lost > 5, lost + " were lost");
        assertEquals(0, failures(Omission.NOTHING), "and nothing else fails");
    }

    /**
     * A disk on which the journal could not be forced, and goes on; empty if there are fewer forces.
     */
    private static Optional<FailingDisk> unforced(SeededPlan seeded, int force) throws IOException {
        FailingDisk disk = seeded.disk().failingAtForce(force);
        try {
            apply(seeded, disk);
            return Optional.empty();
        } catch (RepairStopped expected) {
            return Optional.of(disk);
        }
    }

    /** The system remembers what the journal's device never got; then the power is cut. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasWrittenButNotForcedIsNotRestedUpon(long seed) throws Exception {
        SeededPlan seeded = SeededPlan.of(seed);
        int cuts = 0;
        // The first force is of the whole journal, which then gets no name.
        for (int force = 2;; force++) {
            if (unforced(seeded, force).isEmpty()) {
                break;
            }
            for (Work work : List.<Work>of(disk -> resume(disk, OldOrNew.BYTE_BY_BYTE),
                    disk -> undo(disk, OldOrNew.BYTE_BY_BYTE))) {
                for (int operation = 1;; operation++) {
                    Optional<FailingDisk> disk = cut(unforced(seeded, force).orElseThrow(), work, operation, false,
                            seed * 91 + operation);
                    if (disk.isEmpty()) {
                        break;
                    }
                    cuts++;
                    String when = "after force " + force + " failed, and operation " + operation;
                    assertOldOrNew(seeded, disk.get(), false, when);
                    assertEquals(0, undo(disk.get(), OldOrNew.BYTE_BY_BYTE).refused().size(), when);
                    assertChildren(seeded.before(), disk.get(), "undone " + when);
                }
            }
        }
        assertTrue(cuts > 20, "a plan of several batches has many operations: " + cuts);
    }

    @Test
    void anUndoneJournalIsNotAppliedAgain() throws Exception {
        SeededPlan seeded = SeededPlan.of(1);
        FailingDisk disk = seeded.disk();
        apply(seeded, disk);
        assertChildren(seeded.after(), disk, "applied");
        undo(disk, OldOrNew.BYTE_BY_BYTE);
        assertTrue(JournalReader.read(disk.existing()).isUndone());
        assertChildren(seeded.before(), disk, "undone");
        assertThrows(AssertionError.class, () -> Journal.create(disk, seeded.plan(), "apply"));
    }
}
