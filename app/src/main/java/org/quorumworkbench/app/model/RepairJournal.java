// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.repair.RepairOutcome;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import org.quorumworkbench.core.repair.RepairWatcher;
import org.quorumworkbench.core.repair.Repairs;

/**
 * What is written by a journal: a plan that is applied, gone on with, or taken back. A journal
 * names files, whichever quorum is open: nothing is written to them before a person has seen which
 * they are and typed their names. Used on the JavaFX thread.
 */
public final class RepairJournal {

    /** What a journal can be asked for. */
    public enum Way {
        /** To do what is left. */
        RESUME,
        /** To take back what is done. */
        UNDO
    }

    /**
     * What a person is asked before a journal is followed.
     *
     * @param plan
     *            that it was written for
     */
    public record Asked(Path file, ShownPlan plan, Way way) {}

    /** What came of it. */
    private sealed interface End {

        /** Nothing was written. */
        record Refused(String why) implements End {}

        /** A file failed. */
        record Stopped(String why, boolean hasJournal) implements End {}

        /** All was done, or what there was until it was stopped. */
        record Ended(RepairOutcome outcome) implements End {}
    }

    /** What writes, and says how far it is. */
    interface Writing {
        RepairOutcome run(RepairWatcher watcher) throws RepairProblem, RepairStopped;
    }

    private final RepairTurns turns;
    private final Messages messages;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<Optional<Path>> last = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> running = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Asked>> asked = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param changed
     *            runs once children may be other ones than before
     */
    RepairJournal(RepairTurns turns, Messages messages, Runnable changed) {
        this.turns = turns;
        this.messages = messages;
        this.changed = changed;
    }

    /** The journal that is written, or was written last. */
    public ReadOnlyObjectProperty<Optional<Path>> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /** The journal that is written now: who ends the program has to know it. */
    public ReadOnlyObjectProperty<Optional<Path>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What the person has to answer before anything is written. */
    public ReadOnlyObjectProperty<Optional<Asked>> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    static String tool() {
        return "quorum-workbench " + ProgramRelease.number();
    }

    /** Reads what a journal would do, and asks; writes nothing. */
    public void ask(Path file, Way way) {
        asked.set(Optional.empty());
        turns.read(_ -> new Asked(file, ShownPlan.of(Repairs.plan(file)), way), read -> asked.set(Optional.of(read)));
    }

    /** Nothing is done by that journal. */
    public void dismiss() {
        asked.set(Optional.empty());
    }

    /** Whether the journal that was asked about may be followed by whoever typed these names. */
    public boolean mayFollow(String typed) {
        return asked.get().filter(question -> question.plan().isTyped(typed)).isPresent();
    }

    /**
     * Does what was asked.
     *
     * @param typed
     *            the names of the children that are written
     */
    public void follow(String typed) {
        Optional<Asked> question = asked.get().filter(_ -> mayFollow(typed));
        question.ifPresent(now -> {
            asked.set(Optional.empty());
            write(now.file(), 0, watcher -> followed(now, watcher));
        });
    }

    private static RepairOutcome followed(Asked question, RepairWatcher watcher)
            throws RepairProblem, RepairStopped {
        Path file = question.file();
        if (!Repairs.plan(file).sha256().equals(question.plan().sha256())) {
            throw new RepairProblem(Wording.foreign(text("repair.otherJournal", FileName.shown(file))));
        }
        return switch (question.way()) {
            case RESUME -> Repairs.resume(file, tool(), watcher);
            case UNDO -> Repairs.undo(file, tool(), watcher);
        };
    }

    /**
     * Writes, with a journal.
     *
     * @param all
     *            how many steps there are; 0 if that is not known
     */
    void write(Path file, double all, Writing writing) {
        Optional<Path> before = last.get();
        if (turns.write(turn -> end(file, writing, turns.watcher(turn, all)), end -> ended(file, before, end))) {
            last.set(Optional.of(file));
            running.set(Optional.of(file));
            turns.note(text("repair.journal", FileName.shown(file)));
        }
    }

    // In the background.
    private static End end(Path file, Writing writing, RepairWatcher watcher) {
        try {
            return new End.Ended(writing.run(watcher));
        } catch (RepairProblem e) {
            return new End.Refused(Wordings.of(e));
        } catch (RepairStopped e) {
            return new End.Stopped(Wordings.of(e), Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private void ended(Path file, Optional<Path> before, End end) {
        running.set(Optional.empty());
        switch (end) {
            case End.Refused(String why) -> {
                // That journal was not written: what can be taken back is what was there before.
                last.set(before);
                turns.fail(why);
            }
            case End.Stopped(String why, boolean hasJournal) -> {
                last.set(hasJournal ? Optional.of(file) : before);
                turns.fail(text(hasJournal ? "repair.stopped" : "repair.notBegun", why));
                changed.run();
            }
            case End.Ended(RepairOutcome outcome) -> {
                String words = text(outcome.finished() ? "repair.ended" : "repair.left",
                        Long.toString(outcome.steps().size() - (long) outcome.refused().size()),
                        Integer.toString(outcome.refused().size()), FileName.shown(file));
                turns.note(words);
                messages.tell(outcome.refused().isEmpty() ? Notice.Kind.INFORMATION : Notice.Kind.WARNING, words);
                changed.run();
            }
        }
    }
}
