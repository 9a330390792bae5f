// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.repair.StepOutcome.State;

/** Plans and journals on the system's own files. */
class RepairsTest {

    private static final String TOOL = "test";

    @TempDir
    private Path folder;

    private RealPlan real = new RealPlan(SeededPlan.of(1).plan(), List.of(), new byte[0], new byte[0]);

    @BeforeEach
    void makeFiles() throws IOException {
        real = RealPlan.in(folder);
    }

    private Path journal() {
        return folder.resolve("journal");
    }

    /** Stops after the first batch. */
    private static RepairWatcher once() {
        return new RepairWatcher() {
            private int ended;

            @Override
            public void ended(StepOutcome outcome) {
                ended++;
            }

            @Override
            public boolean stops() {
                return ended > 0;
            }
        };
    }

    private void begin() throws RepairProblem, RepairStopped {
        RepairOutcome begun = Repairs.apply(real.plan(), journal(), TOOL, once());
        assertFalse(begun.finished());
        assertEquals(Repair.BATCH, begun.count(State.DONE));
    }

    private HeldChildren afterSomebodyHasResumed(Plan plan) throws RepairProblem {
        try {
            assertTrue(Repairs.resume(journal(), TOOL, RepairWatcher.NONE).finished());
        } catch (RepairStopped e) {
            throw new AssertionError(e);
        }
        return HeldChildren.toUndo(plan, new HeldDevices());
    }

    @Test
    void whatWasDoneBetweenReadingTheJournalAndHoldingTheChildrenIsTakenBackToo() throws Exception {
        begin();
        RepairOutcome undone = Repairs.undo(journal(), TOOL, RepairWatcher.NONE, this::afterSomebodyHasResumed);
        assertEquals(RealPlan.STEPS, undone.count(State.UNDONE));
        assertArrayEquals(real.before(), real.now());
        assertTrue(Repairs.verify(journal(), RepairWatcher.NONE).finished());
    }

    @Test
    void whatWasTakenBackBetweenReadingTheJournalAndHoldingTheChildrenIsNotResumed() throws Exception {
        begin();
        assertThrows(RepairProblem.class, () -> Repairs.resume(journal(), TOOL, RepairWatcher.NONE, plan -> {
            try {
                assertTrue(Repairs.undo(journal(), TOOL, RepairWatcher.NONE).finished());
            } catch (RepairStopped e) {
                throw new AssertionError(e);
            }
            return HeldChildren.toResume(plan, new HeldDevices());
        }));
        assertArrayEquals(real.before(), real.now());
    }

    @Test
    void aJournalThatBecomesAnotherOneMeanwhileIsRefused() throws Exception {
        begin();
        Path other = folder.resolve("other");
        Plan others = new Plan("other", real.plan().made(), real.plan().scan(), real.plan().policy(),
                real.plan().children(), real.plan().steps(), List.of(), List.of());
        Repairs.apply(others, other, TOOL, once());
        RepairProblem problem = assertThrows(RepairProblem.class,
                () -> Repairs.undo(journal(), TOOL, RepairWatcher.NONE, plan -> {
                    try {
                        Files.write(journal(), Files.readAllBytes(other));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    return HeldChildren.toUndo(plan, new HeldDevices());
                }));
        assertTrue(String.valueOf(problem.getMessage()).contains("another plan"), problem.getMessage());
    }

    @Test
    void aChildThatNoStepTouchesIsNotNeededOnceARepairWasBegun() throws Exception {
        begin();
        Files.delete(real.files().get(2));
        Repairs.verify(journal(), RepairWatcher.NONE);
        assertTrue(Repairs.resume(journal(), TOOL, RepairWatcher.NONE).finished());
        assertArrayEquals(real.after(), real.now());
        Repairs.undo(journal(), TOOL, RepairWatcher.NONE);
        assertArrayEquals(real.before(), real.now());
    }

    @Test
    void aSourceThatIsGoneIsNotNeededToTakeARepairBack() throws Exception {
        begin();
        Files.delete(real.files().getFirst());
        assertThrows(RepairProblem.class, () -> Repairs.resume(journal(), TOOL, RepairWatcher.NONE));
        RepairOutcome undone = Repairs.undo(journal(), TOOL, RepairWatcher.NONE);
        assertEquals(Repair.BATCH, undone.count(State.UNDONE));
        assertArrayEquals(real.before(), real.now());
    }

    @Test
    void everyChildIsNeededToBegin() throws Exception {
        Files.delete(real.files().get(2));
        RepairProblem problem = assertThrows(RepairProblem.class,
                () -> Repairs.apply(real.plan(), journal(), TOOL, RepairWatcher.NONE));
        assertTrue(String.valueOf(problem.getMessage()).contains("there is no such file"), problem.getMessage());
        assertFalse(Files.exists(journal()));
    }

    /** As the inode of another file system may have the same number. */
    @Test
    void anotherDiskInTheSameFileIsRefusedToBegin() throws Exception {
        byte[] other = new byte[real.before().length];
        new Random(99).nextBytes(other);
        // Every sector of the plan is still as it was.
        for (Step step : real.plan().steps()) {
            int at = (int) step.range().offset();
            System.arraycopy(real.before(), at, other, at, step.bytes());
        }
        Files.write(real.files().get(1), other);
        RepairProblem problem = assertThrows(RepairProblem.class, () -> Rehearsal.of(real.plan()));
        assertTrue(String.valueOf(problem.getMessage()).contains("it is another disk"), problem.getMessage());
        assertThrows(RepairProblem.class, () -> Repairs.apply(real.plan(), journal(), TOOL, RepairWatcher.NONE));
        assertArrayEquals(other, real.now());
    }

    @Test
    void whatOthersHaveWrittenElsewhereDoesNotKeepARepairFromBeingFinished() throws Exception {
        begin();
        byte[] now = real.now();
        byte[] noise = new byte[512];
        new Random(3).nextBytes(noise);
        System.arraycopy(noise, 0, now, 0, 512);
        System.arraycopy(noise, 0, now, now.length - 512, 512);
        Files.write(real.files().get(1), now);
        assertEquals(0, Repairs.resume(journal(), TOOL, RepairWatcher.NONE).refused().size());
    }

    private Plan withFirst(Path file, byte[] bytes, PlannedChild.Kind kind) throws IOException {
        List<PlannedChild> children = new ArrayList<>(real.plan().children());
        children.set(0, RealPlan.planned("c0", file, bytes, kind));
        return RealPlan.of(children, real.plan().steps());
    }

    @Test
    void aChildThatHasBecomeAnImageInAnotherFormatIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(real.files().getFirst());
        System.arraycopy(new byte[]{'Q', 'F', 'I', (byte) 0xFB, 0, 0, 0, 3}, 0, bytes, 0, 8);
        Files.write(real.files().getFirst(), bytes);
        RepairProblem problem = assertThrows(RepairProblem.class,
                () -> Repairs.apply(real.plan(), journal(), TOOL, RepairWatcher.NONE));
        assertTrue(String.valueOf(problem.getMessage()).contains("only raw children are repaired"),
                problem.getMessage());
        assertFalse(Files.exists(journal()));
    }

    @Test
    void theSameFileAsTwoChildrenIsRefusedByWhateverName() throws Exception {
        Path alias = Files.createLink(folder.resolve("alias"), real.files().get(1));
        List<PlannedChild> children = new ArrayList<>(real.plan().children());
        children.set(2, RealPlan.planned("c2", alias, real.before(), PlannedChild.Kind.RAW));
        RepairProblem problem = assertThrows(RepairProblem.class,
                () -> Repairs.apply(RealPlan.of(children, real.plan().steps()), journal(), TOOL, RepairWatcher.NONE));
        assertTrue(String.valueOf(problem.getMessage()).contains("c2 and c1 are the same bytes"),
                problem.getMessage());
    }

    @Test
    void aCharacterDeviceIsNoChild() throws IOException {
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.isReadable(device), "needs a character device");
        Plan plan = withFirst(device, new byte[real.before().length], PlannedChild.Kind.BLOCK);
        RepairProblem problem = assertThrows(RepairProblem.class, () -> Repairs.check(plan, journal()));
        assertTrue(String.valueOf(problem.getMessage()).contains("no longer the kind of file"), problem.getMessage());
    }

    @Test
    void aPipeIsNotOpened() throws Exception {
        Path pipe = folder.resolve("pipe");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "needs mkfifo");
        } catch (IOException e) {
            assumeTrue(false, "needs mkfifo");
        }
        for (PlannedChild.Kind kind : PlannedChild.Kind.values()) {
            Plan plan = withFirst(pipe, new byte[real.before().length], kind);
            assertThrows(RepairProblem.class, () -> Repairs.check(plan, journal()));
        }
        assertThrows(RepairProblem.class, () -> Repairs.undo(pipe, TOOL, RepairWatcher.NONE));
        assertThrows(RepairProblem.class, () -> Repairs.plan(pipe));
    }

    /** A program that runs cannot be opened for writing at all, so that it shows who tries to. */
    @Test
    void aFileThatIsNoJournalIsNotOpenedForWriting() throws IOException {
        Path program = Path.of("/proc/self/exe");
        assumeTrue(Files.isReadable(program), "needs Linux");
        Path real = program.toRealPath();
        for (boolean undo : new boolean[]{false, true}) {
            RepairProblem problem = assertThrows(RepairProblem.class, () -> {
                if (undo) {
                    Repairs.undo(real, TOOL, RepairWatcher.NONE);
                } else {
                    Repairs.resume(real, TOOL, RepairWatcher.NONE);
                }
            });
            assertTrue(String.valueOf(problem.getMessage()).contains("it is no repair journal"), problem.getMessage());
        }
    }

    /** Who uses a file cannot be told of the second. */
    private static final class Odd extends HeldDevices {
        private int asked;

        @Override
        Optional<Wording> user(Path file) {
            if (asked++ > 0) {
                throw new InvalidPathException("?", "odd");
            }
            return Optional.empty();
        }
    }

    @Test
    void nothingStaysHeldWhateverGoesWrong() throws Exception {
        List<Step> steps = new ArrayList<>(real.plan().steps());
        // Another target, which is asked for later.
        Step like = steps.getFirst();
        steps.add(new Step(steps.size() + 1, "c2", new SectorRange(4000, 1), like.before(), like.after(), "c0",
                List.of(), new StepVotes.Counted(2, 3), "junk", 0.5, Optional.empty(), "why"));
        List<Step> written = steps.subList(1, steps.size());
        List<Step> numbered = new ArrayList<>();
        for (Step step : written) {
            numbered.add(new Step(numbered.size() + 1, step.child(), step.range(), step.before(), step.after(),
                    step.child().equals("c1") ? "c2" : "c1", List.of(), step.votes(), step.damage(),
                    step.confidence(), step.place(), step.why()));
        }
        Plan plan = RealPlan.of(real.plan().children(), numbered);
        assertThrows(InvalidPathException.class, () -> HeldChildren.toApply(plan, new Odd()));
        // The lock of the first would refuse this.
        HeldChildren.toApply(plan, new HeldDevices()).close();
        assertArrayEquals(Arrays.copyOf(real.before(), 512), Arrays.copyOf(real.now(), 512));
    }
}
