// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/**
 * What is done with plans and journals on the system's files. All of it blocks as long as they do,
 * on the caller's thread, which must not be interrupted: that would close the files.
 */
public final class Repairs {

    private Repairs() {}

    /**
     * Applies a plan that has been rehearsed.
     *
     * @param journal
     *            a file that is not there yet; it stays when all is done
     * @param tool
     *            what program this is
     * @throws RepairProblem
     *             if nothing could be begun: nothing was written
     * @throws RepairStopped
     *             if a file failed
     */
    public static RepairOutcome apply(Plan plan, Path journal, String tool, RepairWatcher watcher)
            throws RepairProblem, RepairStopped {
        HeldDevices devices = new HeldDevices();
        try (SystemFiles.Place place = new SystemFiles.Place(journal);
                HeldChildren children = HeldChildren.toApply(plan, devices)) {
            checkPlace(plan, place, devices);
            Journal written;
            try {
                written = Journal.create(place, plan, session("apply", tool));
            } catch (IOException e) {
                throw new RepairStopped(Wording.of("--journal {0}: {1} (no child was written)",
                        FileName.shown(journal), Wording.ofError(e)), e);
            }
            return new Repair(plan, children, watcher).apply(written);
        } catch (IOException e) {
            throw new RepairStopped(
                    Wording.of("--journal {0}: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        }
    }

    /**
     * Refuses now what {@link #apply} would refuse: who uses the children, and where the journal is to
     * be. Takes nothing.
     */
    public static void check(Plan plan, Path journal) throws RepairProblem {
        HeldDevices devices = new HeldDevices();
        try (SystemFiles.Place place = new SystemFiles.Place(journal)) {
            place.check();
            try (HeldChildren _ = HeldChildren.toApply(plan, devices)) {
                checkPlace(plan, place, devices);
            }
        } catch (IOException e) {
            throw new RepairProblem(
                    Wording.of("--journal {0}: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        }
    }

    private static void checkPlace(Plan plan, SystemFiles.Place place, HeldDevices devices)
            throws RepairProblem, IOException {
        place.check();
        List<Path> files = plan.children().stream().map(ChildCheck::file).toList();
        Optional<Path> below = devices.filesBelow(place.folder(), files);
        if (below.isPresent()) {
            throw new RepairProblem(
                    Wording.of("--journal: the folder {0} is on a file system that lies on {1}, a child: choose"
                            + " another folder", place.folder(), FileName.shown(below.get())));
        }
    }

    private static String session(String what, String tool) {
        return what + " at " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + " by "
                + System.getProperty("user.name", "?") + " with " + tool;
    }

    /** Takes the children of a journal's plan for this program alone. */
    interface Holding {
        HeldChildren of(Plan plan) throws RepairProblem;
    }

    /** Does every step of a journal that is left; on one that is finished nothing. */
    public static RepairOutcome resume(Path journal, String tool, RepairWatcher watcher)
            throws RepairProblem, RepairStopped {
        return resume(journal, tool, watcher, plan -> HeldChildren.toResume(plan, new HeldDevices()));
    }

    static RepairOutcome resume(Path journal, String tool, RepairWatcher watcher, Holding holding)
            throws RepairProblem, RepairStopped {
        try (SystemFiles.Place place = new SystemFiles.Place(journal)) {
            StoredFile file = opened(journal, place, true);
            JournalState before = state(journal, file);
            requireForward(journal, before);
            if (before.ended()) {
                return new RepairOutcome(List.of(), true, before.end());
            }
            try (HeldChildren children = holding.of(before.plan())) {
                JournalState state = again(journal, file, before);
                requireForward(journal, state);
                if (state.ended()) {
                    return new RepairOutcome(List.of(), true, state.end());
                }
                return new Repair(state.plan(), children, watcher)
                        .resume(Journal.proceed(file, state, session("resume", tool)), file, state);
            }
        } catch (IOException e) {
            throw new RepairStopped(Wording.of("{0}: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        }
    }

    private static void requireForward(Path journal, JournalState state) throws RepairProblem {
        if (state.isUndone()) {
            throw new RepairProblem(state.undoEnded()
                    ? Wording.of("{0}: this repair has been taken back, as a whole. To repair again, make a new plan",
                            FileName.shown(journal))
                    : Wording.of("{0}: this repair has been taken back, in part: 'repair undo' finishes that. To"
                            + " repair again, make a new plan", FileName.shown(journal)));
        }
    }

    /**
     * What the journal has now that the children are held: until then, who held them may have gone on
     * with it, and what is written now must not take the place of those records.
     */
    private static JournalState again(Path journal, StoredFile file, JournalState before) throws RepairProblem {
        JournalState state = state(journal, file);
        if (!state.plan().sha256().equals(before.plan().sha256())) {
            throw new RepairProblem(Wording.of("{0}: it was changed while its children were opened: it has another plan"
                    + " now. Try again", FileName.shown(journal)));
        }
        return state;
    }

    /**
     * Takes back what a journal has done or begun; what is taken back already stays so. A source that
     * is no longer there is not needed for it.
     */
    public static RepairOutcome undo(Path journal, String tool, RepairWatcher watcher)
            throws RepairProblem, RepairStopped {
        return undo(journal, tool, watcher, plan -> HeldChildren.toUndo(plan, new HeldDevices()));
    }

    static RepairOutcome undo(Path journal, String tool, RepairWatcher watcher, Holding holding)
            throws RepairProblem, RepairStopped {
        try (SystemFiles.Place place = new SystemFiles.Place(journal)) {
            StoredFile file = opened(journal, place, true);
            JournalState before = state(journal, file);
            if (before.undoEnded()) {
                return new RepairOutcome(List.of(), true, before.end());
            }
            try (HeldChildren children = holding.of(before.plan())) {
                JournalState state = again(journal, file, before);
                if (state.undoEnded()) {
                    return new RepairOutcome(List.of(), true, state.end());
                }
                return new Repair(state.plan(), children, watcher)
                        .undo(Journal.proceed(file, state, session("undo", tool)), file, state);
            }
        } catch (IOException e) {
            throw new RepairStopped(Wording.of("{0}: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        }
    }

    /**
     * Compares the children's devices with what a journal says; writes nothing, and locks nobody out.
     */
    public static RepairOutcome verify(Path journal, RepairWatcher watcher) throws RepairProblem, RepairStopped {
        try (SystemFiles.Place place = new SystemFiles.Place(journal)) {
            StoredFile file = opened(journal, place, false);
            JournalState state = state(journal, file);
            try (ReadChildren children = ReadChildren.of(state.plan())) {
                return new Repair(state.plan(), children, watcher).verify(state);
            }
        } catch (IOException e) {
            throw new RepairStopped(Wording.of("{0}: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        }
    }

    /** The plan that a journal was written for. */
    public static Plan plan(Path journal) throws RepairProblem {
        try (SystemFiles.Place place = new SystemFiles.Place(journal)) {
            return state(journal, opened(journal, place, false)).plan();
        } catch (IOException e) {
            throw new RepairProblem(Wording.of("{0}: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        }
    }

    private static StoredFile opened(Path journal, SystemFiles.Place place, boolean writable) throws RepairProblem {
        try {
            return writable ? place.existing() : place.toRead();
        } catch (IOException e) {
            throw new RepairProblem(Wording.of("{0}: {1}", FileName.shown(journal), ChildCheck.reason(e)), e);
        }
    }

    private static JournalState state(Path journal, StoredFile file) throws RepairProblem {
        try {
            return JournalReader.read(file);
        } catch (IOException e) {
            throw new RepairProblem(
                    Wording.of("{0}: it cannot be read: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        } catch (RepairProblem e) {
            throw new RepairProblem(Wording.of("{0}: {1}", FileName.shown(journal), Wording.ofError(e)), e);
        }
    }
}
