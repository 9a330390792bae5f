// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Diagnosis;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.repair.FoundDamage;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.PlanPolicy;
import org.quorumworkbench.core.repair.PlanReader;
import org.quorumworkbench.core.repair.PlanRequest;
import org.quorumworkbench.core.repair.PlanWriter;
import org.quorumworkbench.core.repair.Planner;
import org.quorumworkbench.core.repair.Refusal;
import org.quorumworkbench.core.repair.Rehearsal;
import org.quorumworkbench.core.repair.RepairOutcome;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import org.quorumworkbench.core.repair.Repairs;
import org.quorumworkbench.core.repair.Selection;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * A repair of the open quorum's children, from the plan to the journal and back. Nothing is written
 * to a child before the plan was saved and rehearsed, and the names of the children that it writes
 * were typed. Used on the JavaFX thread; all work is done in the background.
 */
public final class RepairModel implements OpenQuorum.Follower {

    /** What a person chose to plan. */
    public record Wish(Selection selection, Set<Refusal> allowed, PlanPolicy.Source source) {
        public Wish {
            allowed = Set.copyOf(allowed);
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final WhatIf found;
    private final ScanStaleness staleness;
    private final Members members;
    private final Reading reading;
    private final Saver saver;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Optional<Plan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> saved = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Rehearsal.Result>> rehearsal = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> journal = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final Latest latest = new Latest();
    private volatile boolean stops;

    RepairModel(Background background, OpenQuorum quorum, WhatIf found, ScanStaleness staleness, Members members,
            Reading reading, Saver saver, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.found = found;
        this.staleness = staleness;
        this.members = members;
        this.reading = reading;
        this.saver = saver;
        this.messages = messages;
    }

    /** The plan that is looked at. */
    public ReadOnlyObjectProperty<Optional<Plan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /** Where that plan is saved. */
    public ReadOnlyObjectProperty<Optional<Path>> savedProperty() {
        return saved.getReadOnlyProperty();
    }

    /** What the plan's rehearsal came to. */
    public ReadOnlyObjectProperty<Optional<Rehearsal.Result>> rehearsalProperty() {
        return rehearsal.getReadOnlyProperty();
    }

    /** The journal that was written last. */
    public ReadOnlyObjectProperty<Optional<Path>> journalProperty() {
        return journal.getReadOnlyProperty();
    }

    /** Whether something is under way. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** How much of the plan is done, 0 to 1; -1 while that cannot be told. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What was done, a line for each step. */
    public ObservableList<String> log() {
        return log;
    }

    @Override
    public void left() {
        latest.forget();
        stops = true;
        forget();
        busy.set(false);
    }

    private void forget() {
        plan.set(Optional.empty());
        saved.set(Optional.empty());
        rehearsal.set(Optional.empty());
    }

    private void note(String line) {
        log.add(line);
    }

    private interface Work<T> {
        T run() throws RepairProblem, RepairStopped;
    }

    private interface Then<T> {
        void hear(T result);
    }

    /** One thing at a time. */
    private <T> void work(Work<T> what, Then<T> then) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        progress.set(-1);
        stops = false;
        Latest.Ticket ticket = latest.next();
        background.run(what::run).onlyIf(ticket).ended(() -> {
            if (ticket.isLatest()) {
                busy.set(false);
                progress.set(0);
            }
        }).then(then::hear).failed(why -> {
            switch (why) {
                case RepairProblem problem -> fail(String.valueOf(problem.getMessage()));
                case RepairStopped stopped -> fail(text("repair.stopped", String.valueOf(stopped.getMessage())));
                case java.util.concurrent.CancellationException _ -> note(text("repair.givenUp"));
                default -> background.broken(why);
            }
        });
    }

    private void fail(String words) {
        note(words);
        messages.tell(Notice.Kind.ERROR, words);
    }

    /**
     * Plans what the last scan has found; that scan has to be whole and of the children as they are.
     */
    public void plan(Wish wish) {
        Optional<OpenedQuorum> opened = quorum.openedProperty().get();
        Optional<Verdicts> verdicts = found.judgementProperty().get().map(Judgement::actual);
        if (opened.isEmpty() || verdicts.isEmpty() || !isWhole(verdicts.get())) {
            messages.tell(Notice.Kind.INFORMATION, text("repair.scanFirst"));
            return;
        }
        if (staleness.isAny()) {
            messages.tell(Notice.Kind.ERROR, text("repair.stale"));
            return;
        }
        forget();
        Optional<MembersConfiguration> known = members.knownProperty().get();
        work(() -> planned(opened.get(), verdicts.get(), known, wish), made -> {
            plan.set(Optional.of(made));
            note(text("repair.planned", Integer.toString(made.steps().size()),
                    Integer.toString(made.excluded().size())));
        });
    }

    private static boolean isWhole(Verdicts verdicts) {
        return verdicts.map().scanned().count() == verdicts.map().sectors();
    }

    // In the background.
    private Plan planned(OpenedQuorum opened, Verdicts verdicts, Optional<MembersConfiguration> known, Wish wish)
            throws RepairProblem {
        Diagnosed diagnosed = Diagnosis
                .of(verdicts, opened.quorum().children(), new VotedView(opened.quorum(), _ -> {})).find();
        return Planner.plan(new PlanRequest(opened, verdicts, Instant.now(),
                Optional.of(new ScanPlaces(diagnosed.places(), Map.of())),
                diagnosed.findings().stream().map(FoundDamage::of).toList(), known,
                new PlanPolicy(verdicts.threshold(), PlanPolicy.USUAL_MARGIN, wish.allowed(), wish.source(),
                        wish.selection().texts()),
                wish.selection(), System.getProperty("user.name", "unknown"), tool()), () -> stops);
    }

    private static String tool() {
        return "quorum-workbench " + ProgramRelease.number();
    }

    /** Saves the plan; only a plan that is saved can be rehearsed. */
    public void save(Path file) {
        plan.get().ifPresent(shown -> saver.save(file, target -> {
            target.bytes(out -> PlanWriter.write(shown, out));
            background.back(() -> {
                if (plan.get().equals(Optional.of(shown))) {
                    saved.set(Optional.of(file));
                    note(text("repair.saved", FileName.shown(file), shown.shortHash()));
                }
            });
            return new Notice(Notice.Kind.INFORMATION, text("repair.saved", FileName.shown(file), shown.shortHash()));
        }, why -> text("repair.notSaved", FileName.shown(file), why)));
    }

    /** Does the saved plan on overlays, as its file has it now: somebody may have reviewed it. */
    public void rehearse() {
        Optional<Plan> shown = plan.get();
        saved.get().ifPresent(file -> work(() -> Rehearsal.of(read(file, shown)), result -> {
            rehearsal.set(Optional.of(result));
            note(text("repair.rehearsed",
                    Long.toString(result.steps().size() - (long) result.refused().size()),
                    Long.toString(result.bytes()), Integer.toString(result.refused().size()),
                    Integer.toString(result.unexpected().size())));
            result.refused().forEach(step -> note(RepairWords.line(step)));
        }));
    }

    /** Whether the plan may be applied by whoever typed these names. */
    public boolean mayApply(String typed) {
        return rehearsal.get().filter(result -> result.isAsPlanned() && result.bytes() > 0).isPresent()
                && plan.get().filter(shown -> RepairWords.targets(shown).equals(typed.strip())).isPresent();
    }

    /**
     * Applies the saved plan.
     *
     * @param typed
     *            the names of the children that are written, as {@link RepairWords#targets} has them
     * @param file
     *            the journal, which is not there yet
     */
    public void apply(String typed, Path file) {
        if (!mayApply(typed) || saved.get().isEmpty()) {
            return;
        }
        Path planFile = saved.get().get();
        double all = Math.max(1, plan.get().map(shown -> shown.steps().size()).orElse(1));
        journal.set(Optional.of(file));
        note(text("repair.journal", FileName.shown(file)));
        Optional<Plan> shown = plan.get();
        work(() -> applied(read(planFile, shown), file, watcher(all)), this::ended);
    }

    // In the background.
    private static RepairOutcome applied(Plan plan, Path journal, RepairSteps steps)
            throws RepairProblem, RepairStopped {
        Repairs.check(plan, journal);
        // Hours may have passed since the rehearsal that the person saw.
        if (!Rehearsal.of(plan).isAsPlanned()) {
            throw new RepairProblem(text("repair.changed"));
        }
        return Repairs.apply(plan, journal, tool(), steps);
    }

    /** The plan as its file has it, which may have been reviewed meanwhile but not changed. */
    private static Plan read(Path file, Optional<Plan> shown) throws RepairProblem {
        Plan read = PlanReader.read(file);
        if (shown.filter(plan -> plan.sha256().equals(read.sha256())).isEmpty()) {
            throw new RepairProblem(text("repair.otherPlan", FileName.shown(file)));
        }
        return read;
    }

    private RepairSteps watcher(double all) {
        return new RepairSteps(background, all, (line, part) -> {
            note(line);
            progress.set(part);
        }, () -> stops);
    }

    /** Does what is left of an interrupted repair. */
    public void resume(Path file) {
        journal.set(Optional.of(file));
        work(() -> Repairs.resume(file, tool(), watcher(0)), this::ended);
    }

    /** Takes back what a journal has done. */
    public void undo(Path file) {
        journal.set(Optional.of(file));
        note(text("repair.journal", FileName.shown(file)));
        work(() -> Repairs.undo(file, tool(), watcher(0)), this::ended);
    }

    /** Leaves it at the steps that are done, to be resumed or taken back. */
    public void stop() {
        stops = true;
    }

    private void ended(RepairOutcome outcome) {
        String words = text(outcome.finished() ? "repair.ended" : "repair.left",
                Long.toString(outcome.steps().size() - (long) outcome.refused().size()),
                Integer.toString(outcome.refused().size()),
                journal.get().map(FileName::shown).orElse(""));
        note(words);
        // What was planned is done, or no longer there: the next plan comes from the next scan.
        forget();
        messages.tell(outcome.refused().isEmpty() ? Notice.Kind.INFORMATION : Notice.Kind.WARNING, words);
        // The files are other ones now: what was scanned and read of them is told to be old.
        staleness.checkFiles();
        reading.reread();
    }

}
