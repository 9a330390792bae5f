// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.repair.StepFiles.Ready;
import org.quorumworkbench.core.repair.StepOutcome.State;
import org.quorumworkbench.core.repair.StepWhy.Phrase;

/**
 * Applies a plan, goes on with it after an interruption, or takes it back. A step's pre-image is on
 * the journal's device before its target is written; a step counts as done only when its bytes have
 * come back from the target's device. Whatever interrupts it, and wherever, every sector is the old
 * or the new one (or, in the one write that was cut, byte by byte), and the journal knows which can
 * be which. For one thread.
 */
final class Repair {

    /** Steps that share the two fsyncs. */
    static final int BATCH = 64;

    /** Bytes of a batch at most: they are kept in memory. */
    private static final long BATCH_BYTES = 8 << 20;

    private final Plan plan;
    private final StepFiles files;
    private final OldOrNew guard;
    private final RepairWatcher watcher;
    private final int batchSize;
    private final List<StepOutcome> outcomes = new ArrayList<>();

    Repair(Plan plan, RepairStorage storage, RepairWatcher watcher) {
        this(plan, storage, OldOrNew.BYTE_BY_BYTE, BATCH, watcher);
    }

    /**
     * @param guard
     *            what is accepted where a write was interrupted
     * @param batchSize
     *            steps that share the two fsyncs at most
     */
    Repair(Plan plan, RepairStorage storage, OldOrNew guard, int batchSize, RepairWatcher watcher) {
        this.plan = plan;
        this.batchSize = batchSize;
        this.files = new StepFiles(plan, storage);
        this.guard = guard;
        this.watcher = watcher;
    }

    /** Why a step is not done. */
    private static final class NotNow extends Exception {
        private static final long serialVersionUID = 1;

        private final transient StepWhy why;

        NotNow(Phrase phrase, String about) {
            this(StepWhy.of(phrase, about));
        }

        NotNow(StepWhy why) {
            super(why.english());
            this.why = why;
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What is done to the journal: an error stops everything. */
    private static void journalled(Work work) throws RepairStopped {
        try {
            work.run();
        } catch (IOException e) {
            throw new RepairStopped(Wording.of("the journal: {0}", Wording.ofError(e)), e);
        }
    }

    private void told(StepOutcome outcome) {
        outcomes.add(outcome);
        watcher.ended(outcome);
    }

    /** Applies the whole plan. */
    RepairOutcome apply(Journal journal) throws RepairStopped {
        return forward(journal, plan.steps(), Optional.empty(), Optional.empty());
    }

    /** Does what is left, those in flight first. */
    RepairOutcome resume(Journal journal, StoredFile file, JournalState state) throws RepairStopped {
        List<Step> left = plan.steps().stream()
                .filter(step -> !state.done().contains(step.number()) && !state.refused().containsKey(step.number()))
                .toList();
        state.refused().forEach((number, why) -> told(
                new StepOutcome(plan.steps().get(number - 1), State.REFUSED, why)));
        return forward(journal, left, Optional.of(file), Optional.of(state));
    }

    private RepairOutcome forward(Journal journal, List<Step> left, Optional<StoredFile> file,
            Optional<JournalState> state) throws RepairStopped {
        Iterator<Step> rest = left.iterator();
        while (rest.hasNext() && !watcher.stops()) {
            List<Ready> batch = new ArrayList<>();
            for (long bytes = 0; rest.hasNext() && batch.size() < batchSize && bytes < BATCH_BYTES;) {
                Step step = rest.next();
                try {
                    Ready ready = state.isPresent() && state.get().isInFlight(step)
                            ? again(step, image(file.orElseThrow(), state.get(), step))
                            : fresh(step, journal);
                    batch.add(ready);
                    bytes += ready.bytes().length;
                } catch (NotNow refusal) {
                    journalled(() -> journal.append(new JournalRecord.Refused(step.number(), refusal.why)));
                    told(new StepOutcome(step, State.REFUSED, refusal.why));
                }
            }
            if (!batch.isEmpty()) {
                journalled(journal::sync);
                files.write(batch);
                journalled(() -> journal.append(new JournalRecord.Done(numbers(batch))));
                batch.forEach(ready -> told(new StepOutcome(ready.step(), State.DONE)));
            }
        }
        boolean finished = !rest.hasNext();
        if (finished) {
            journalled(() -> journal.append(new JournalRecord.End()));
        }
        journalled(journal::sync);
        return new RepairOutcome(outcomes, finished, journal.length());
    }

    private static List<Integer> numbers(List<Ready> batch) {
        return batch.stream().map(ready -> ready.step().number()).toList();
    }

    private byte[] target(Step step) throws NotNow {
        try {
            return files.now(step);
        } catch (IOException e) {
            throw new NotNow(Phrase.NOT_READ, String.valueOf(e.getMessage()));
        }
    }

    private Ready fresh(Step step, Journal journal) throws NotNow, RepairStopped {
        byte[] now = target(step);
        Optional<byte[]> source = files.source(step);
        Optional<StepWhy> refusal = StepGuard.refusal(step, now, source);
        if (refusal.isPresent()) {
            throw new NotNow(refusal.get());
        }
        byte[] before = HexFormat.of().parseHex(step.before());
        journalled(() -> journal.append(new JournalRecord.Pre(step.number(), before, now)));
        return new Ready(step, source.orElseThrow());
    }

    /** A step that was interrupted, and whose pre-image is in the journal. */
    private Ready again(Step step, byte[] old) throws NotNow {
        byte[] now = target(step);
        byte[] wanted = files.wanted(step).orElseThrow(
                () -> new NotNow(Phrase.OTHER_SOURCE_UNDO, step.source()));
        if (!guard.holds(now, old, wanted)) {
            throw new NotNow(StepWhy.of(Phrase.OTHER_THAN_INTERRUPTED));
        }
        return new Ready(step, wanted);
    }

    private static byte[] image(StoredFile file, JournalState state, Step step) throws RepairStopped {
        byte[] image = new byte[step.bytes()];
        // As the records: what the system remembers may never have reached the device.
        journalled(() -> file.readBack(state.images().getOrDefault(step.number(), 0L), ByteBuffer.wrap(image)));
        if (!Hashes.of(image).equals(step.before())) {
            throw new RepairStopped(
                    Wording.of("the journal: the pre-image of step {0} reads otherwise now", step.number()),
                    new IOException("changed"));
        }
        return image;
    }

    /** Takes back what was done or begun, the last step first. */
    RepairOutcome undo(Journal journal, StoredFile file, JournalState state) throws RepairStopped {
        Iterator<Step> rest = plan.steps().reversed().stream()
                .filter(step -> state.images().containsKey(step.number())).iterator();
        boolean all = true;
        while (rest.hasNext() && !watcher.stops()) {
            List<Ready> batch = new ArrayList<>();
            for (long bytes = 0; rest.hasNext() && batch.size() < batchSize && bytes < BATCH_BYTES;) {
                Step step = rest.next();
                try {
                    Ready ready = back(step, state, image(file, state, step));
                    batch.add(ready);
                    bytes += ready.bytes().length;
                } catch (NotNow refusal) {
                    all = false;
                    told(new StepOutcome(step, State.REFUSED, refusal.why));
                }
            }
            if (!batch.isEmpty()) {
                journalled(() -> journal.append(new JournalRecord.Undone(numbers(batch))));
                journalled(journal::sync);
                files.write(batch);
                batch.forEach(ready -> told(new StepOutcome(ready.step(), State.UNDONE)));
            }
        }
        boolean finished = !rest.hasNext();
        if (finished && all) {
            journalled(() -> journal.append(new JournalRecord.UndoEnd()));
        }
        journalled(journal::sync);
        return new RepairOutcome(outcomes, finished, journal.length());
    }

    private Ready back(Step step, JournalState state, byte[] old) throws NotNow {
        byte[] now = target(step);
        boolean whole = Hashes.of(now).equals(step.after());
        if (!whole && !(state.isInFlight(step) && isOurs(step, now, old))) {
            throw new NotNow(StepWhy.of(Phrase.OTHER_THAN_DONE));
        }
        return new Ready(step, old);
    }

    private boolean isOurs(Step step, byte[] now, byte[] old) {
        Optional<byte[]> wanted = files.wanted(step);
        return Arrays.equals(now, old) || (wanted.isPresent() && guard.holds(now, old, wanted.get()));
    }

    /** Tells of each step whether its target's device has what the journal says. Writes nothing. */
    RepairOutcome verify(JournalState state) throws RepairStopped {
        for (Step step : plan.steps()) {
            try {
                told(verified(step, state, Hashes.of(files.back(step))));
            } catch (IOException e) {
                throw new RepairStopped(Wording.of("{0}: step {1} cannot be read: {2}", step.child(), step.number(),
                        Wording.ofError(e)), e);
            }
        }
        return new RepairOutcome(outcomes, state.undoEnded() || (state.ended() && !state.isUndone()), state.end());
    }

    private static StepOutcome verified(Step step, JournalState state, String hash) {
        boolean old = hash.equals(step.before());
        boolean wanted = hash.equals(step.after());
        int number = step.number();
        boolean over = state.undoEnded() || (state.ended() && !state.isUndone());
        StepWhy refused = state.refused().get(number);
        if (state.undone().contains(number) && old) {
            return new StepOutcome(step, State.UNDONE);
        }
        if (state.isInFlight(step)) {
            return over && refused != null
                    ? new StepOutcome(step, State.REFUSED, new StepWhy.Refused(refused))
                    : new StepOutcome(step, State.OPEN, StepWhy.of(Phrase.INTERRUPTED));
        }
        if (state.done().contains(number)) {
            return wanted
                    ? new StepOutcome(step, State.DONE)
                    : new StepOutcome(step, State.REFUSED, StepWhy.of(Phrase.OTHER_THAN_WRITTEN));
        }
        return refused != null
                ? new StepOutcome(step, State.REFUSED, new StepWhy.Refused(refused))
                : new StepOutcome(step, State.OPEN,
                        StepWhy.of(old ? Phrase.NOT_BEGUN : Phrase.NOT_BEGUN_OTHER));
    }
}
