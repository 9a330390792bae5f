// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Diagnosis;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.scan.FindingsHeadline;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What kind of damage it is that a scan has found: worked out in the background once a scan has
 * ended or was loaded, and anew when it is judged otherwise. Used on the JavaFX thread.
 */
public final class Findings implements OpenQuorum.Follower {

    /** What was found. Immutable; made on any thread. */
    public static final class Found {

        private final Diagnosed diagnosed;
        private final List<String> names;
        private final Verdicts verdicts;
        private final FindingsHeadline counted;
        private final String headline;
        private final List<String> kinds;
        /** The divergent parts of all findings by their first sector, and whose they are. */
        private final long[] firsts;
        private final long[] ends;
        private final int[] whose;
        /** Where the parts up to there end at most. */
        private final long[] reach;

        /**
         * @param names
         *            of the children, by the positions that findings use
         * @param verdicts
         *            what was diagnosed
         */
        public Found(Diagnosed diagnosed, List<String> names, Verdicts verdicts) {
            this.diagnosed = diagnosed;
            this.names = List.copyOf(names);
            this.verdicts = verdicts;
            this.counted = diagnosed.headline(names);
            headline = FindingWords.headline(diagnosed, this.names);
            kinds = FindingWords.kinds(diagnosed.findings());
            record Part(SectorRange range, int finding) {}
            List<Part> parts = new ArrayList<>();
            List<Finding> findings = diagnosed.findings();
            for (int at = 0; at < findings.size(); at++) {
                int finding = at;
                findings.get(at).parts().forEach(part -> parts.add(new Part(part, finding)));
            }
            parts.sort(Comparator.comparingLong(part -> part.range().first()));
            firsts = parts.stream().mapToLong(part -> part.range().first()).toArray();
            ends = parts.stream().mapToLong(part -> part.range().end()).toArray();
            whose = parts.stream().mapToInt(Part::finding).toArray();
            reach = ends.clone();
            Arrays.parallelPrefix(reach, Math::max);
        }

        public Diagnosed diagnosed() {
            return diagnosed;
        }

        /** The children's names, by the positions that findings use. */
        public List<String> names() {
            return names;
        }

        /** What was diagnosed. */
        public Verdicts verdicts() {
            return verdicts;
        }

        /** For the headline. */
        public FindingsHeadline counted() {
            return counted;
        }

        /**
         * How many there are, of which kinds, and who is believed damaged in how many; in the window's
         * language.
         */
        public String headline() {
            return headline;
        }

        /** The kinds that there are, in the window's language and in the order of words. */
        public List<String> kinds() {
            return kinds;
        }

        /** Those whose divergent sectors meet the range, in order. */
        public List<Finding> at(SectorRange range) {
            BitSet met = new BitSet();
            // Everything before the first part that reaches into the range ends too early.
            for (int part = firstThat(reach, range.first() + 1); part < firsts.length
                    && firsts[part] < range.end(); part++) {
                if (ends[part] > range.first()) {
                    met.set(whose[part]);
                }
            }
            return met.stream().mapToObj(diagnosed.findings()::get).toList();
        }

        /** The first place in ascending numbers that holds this one or a larger one. */
        private static int firstThat(long[] ascending, long least) {
            int from = 0;
            int to = ascending.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (ascending[middle] < least) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final ObservableValue<ScanModel.State> scanning;
    private final WhatIf scanned;
    private final ObservableValue<Places.State> places;
    private final BackgroundTasks tasks;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final List<Runnable> whenKnown = new ArrayList<>();
    private final Latest latest = new Latest();
    private Optional<Verdicts> diagnosed = Optional.empty();
    private Optional<BackgroundTask> task = Optional.empty();
    private Optional<Diagnosis> under = Optional.empty();

    Findings(Background background, OpenQuorum quorum, FaultLab lab, ObservableValue<ScanModel.State> scanning,
            WhatIf scanned, ObservableValue<Places.State> places, BackgroundTasks tasks, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.scanning = scanning;
        this.scanned = scanned;
        this.places = places;
        this.tasks = tasks;
        this.messages = messages;
        // Of the change: what nobody asks for would not be told as invalid a second time.
        scanned.judgementProperty().subscribe((before, now) -> update());
        scanning.subscribe((before, now) -> update());
        places.subscribe((before, now) -> update());
        quorum.childrenProperty().subscribe((before, now) -> forget());
    }

    /** What was found; absent before a scan, and while it is worked out. */
    public ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** What was found of that very scan, judged in that way; absent if that is not known. */
    Optional<Diagnosed> of(Verdicts verdicts) {
        return found.get().filter(known -> known.verdicts().isAlike(verdicts)).map(Found::diagnosed);
    }

    /** Whether it is being worked out. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** Calls it once nothing is being worked out any more: at once, if nothing is. */
    public void whenKnown(Runnable told) {
        if (running.get()) {
            whenKnown.add(told);
        } else {
            told.run();
        }
    }

    @Override
    public void left() {
        forget();
    }

    private void update() {
        Optional<Verdicts> verdicts = scanned.judgementProperty().get().map(Judgement::actual)
                .filter(judged -> scanning.getValue() == ScanModel.State.IDLE)
                .filter(judged -> WhatIf.names(judged.map()).equals(quorum.names()));
        if (verdicts.isEmpty()) {
            forget();
            tell();
        } else if (diagnosed.filter(before -> isSame(before, verdicts.get())).isEmpty()) {
            forget();
            // What lies there is read once, for both.
            if (places.getValue() instanceof Places.State.Searching) {
                running.set(true);
            } else {
                quorum.openedProperty().get().ifPresent(opened -> diagnose(opened, verdicts.get()));
            }
        }
    }

    /** Whether a diagnosis of either would say the same. */
    private static boolean isSame(Verdicts one, Verdicts other) {
        return one.map() == other.map() && one.threshold() == other.threshold()
                && one.leftOut().equals(other.leftOut()) && one.evidence().set().equals(other.evidence().set());
    }

    /** Works out what the damage is. */
    private void diagnose(OpenedQuorum opened, Verdicts verdicts) {
        diagnosed = Optional.of(verdicts);
        List<Child> children = quorum.childrenProperty().get();
        Latest.Ticket ticket = latest.next();
        running.set(true);
        BackgroundTask begun = new BackgroundTask(text("findings.task"), this::stop);
        task = Optional.of(begun);
        tasks.begun(begun);
        // Over the same children, but in a quorum of its own: nothing of it is a request of the guest's.
        Quorum own = Quorum.open("findings", children, quorum.policy().withoutRewriting(), true, opened.executor(),
                _ -> {});
        Optional<ScanPlaces> known = places.getValue() instanceof Places.State.Known there && !there.cut()
                ? Optional.of(there.places())
                : Optional.empty();
        background.run(() -> Diagnosis.of(verdicts, children, new VotedView(own, _ -> {}), known))
                .onlyIf(ticket, Diagnosis::cancel).then(made -> find(made, verdicts, ticket))
                .failed(this::failed);
    }

    private void find(Diagnosis made, Verdicts verdicts, Latest.Ticket ticket) {
        under = Optional.of(made);
        background.run(() -> new Found(made.find(), WhatIf.names(verdicts.map()), verdicts)).onlyIf(ticket)
                .then(all -> {
                    found.set(Optional.of(all));
                    ended();
                }).failed(this::failed);
    }

    private void failed(Throwable failure) {
        ended();
        if (!(failure instanceof CancellationException)) {
            System.getLogger(Findings.class.getName()).log(System.Logger.Level.ERROR, "while diagnosing", failure);
            messages.tell(Notice.Kind.ERROR, text("findings.failed",
                    failure.getMessage() == null ? failure.toString() : Wordings.of(failure)));
        }
    }

    /** Gives up; the scan's map stays. */
    private void stop() {
        giveUp();
        tell();
    }

    private void giveUp() {
        under.ifPresent(Diagnosis::cancel);
        latest.forget();
        settle();
    }

    private void forget() {
        diagnosed = Optional.empty();
        giveUp();
        found.set(Optional.empty());
    }

    private void ended() {
        settle();
        tell();
    }

    private void settle() {
        if (under.isPresent()) {
            lab.readOutside();
        }
        under = Optional.empty();
        running.set(false);
        task.ifPresent(tasks::ended);
        task = Optional.empty();
    }

    private void tell() {
        List<Runnable> told = List.copyOf(whenKnown);
        whenKnown.clear();
        told.forEach(Runnable::run);
    }
}
