// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Diagnosis;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.repair.FoundDamage;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.PlanPolicy;
import org.quorumworkbench.core.repair.PlanReader;
import org.quorumworkbench.core.repair.PlanRequest;
import org.quorumworkbench.core.repair.PlanWriter;
import org.quorumworkbench.core.repair.PlannedChild;
import org.quorumworkbench.core.repair.Planner;
import org.quorumworkbench.core.repair.Refusal;
import org.quorumworkbench.core.repair.Rehearsal;
import org.quorumworkbench.core.repair.RepairOutcome;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import org.quorumworkbench.core.repair.RepairWatcher;
import org.quorumworkbench.core.repair.Repairs;
import org.quorumworkbench.core.repair.Selection;
import org.quorumworkbench.core.repair.StepOutcome;
import org.quorumworkbench.core.scan.Gift;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * A repair of the open quorum's children, from what was picked to the plan and its application; the
 * way back is {@link RepairJournal}'s. Nothing is written to a child before the plan was saved and
 * rehearsed, and the names of the children that it writes were typed. Used on the JavaFX thread;
 * all work is done in the background.
 */
public final class RepairModel implements OpenQuorum.Follower {

    /** What a person chose to plan. */
    public record Wish(Selection selection, Set<Refusal> allowed, PlanPolicy.Source source) {
        public Wish {
            allowed = Set.copyOf(allowed);
        }
    }

    /**
     * What a plan is made from.
     *
     * @param found
     *            what kinds of damage the scan's divergences are, if that is known
     */
    private record Basis(OpenedQuorum opened, Verdicts verdicts, Instant scannedAt,
            Optional<MembersConfiguration> members, Optional<Diagnosed> found) {}

    private record Rehearsed(Rehearsal.Result result, Optional<Verdicts> left) {}

    private final Background background;
    private final OpenQuorum quorum;
    private final ScanModel scan;
    private final WhatIf found;
    private final Findings findings;
    private final ScanStaleness staleness;
    private final Members members;
    private final Reading reading;
    private final Saver saver;
    private final Messages messages;
    private final RepairTurns turns;
    private final RepairJournal journal;
    private final ReadOnlyObjectWrapper<List<Picked>> picked = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<ShownPlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> saved = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Rehearsal.Result>> rehearsal = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Verdicts>> left = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty mapsLeft = new SimpleBooleanProperty(true);

    RepairModel(Background background, OpenQuorum quorum, ScanModel scan, WhatIf found, Findings findings,
            ScanStaleness staleness, Members members, Reading reading, Saver saver, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.scan = scan;
        this.found = found;
        this.findings = findings;
        this.staleness = staleness;
        this.members = members;
        this.reading = reading;
        this.saver = saver;
        this.messages = messages;
        turns = new RepairTurns(background, messages);
        journal = new RepairJournal(turns, messages, this::childrenChanged);
        // What would be left is told of what was scanned when the plan was made.
        found.judgementProperty().subscribe((before, now) -> left.set(Optional.empty()));
    }

    /** What was picked in tables to be planned; empty if nothing was. */
    public ReadOnlyObjectProperty<List<Picked>> pickedProperty() {
        return picked.getReadOnlyProperty();
    }

    /** The plan that is looked at. */
    public ReadOnlyObjectProperty<Optional<ShownPlan>> planProperty() {
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

    /** What the scan would find if the plan were applied now; absent unless it was rehearsed. */
    public ReadOnlyObjectProperty<Optional<Verdicts>> leftProperty() {
        return left.getReadOnlyProperty();
    }

    /** Whether the map shows what would be left, once that is known. */
    public BooleanProperty mapsLeftProperty() {
        return mapsLeft;
    }

    /** What is done by journals, and the way back. */
    public RepairJournal journal() {
        return journal;
    }

    /** Whether something is under way. */
    public ReadOnlyBooleanProperty busyProperty() {
        return turns.busyProperty();
    }

    /** How much of the plan is done, 0 to 1; -1 while that cannot be told. */
    public ReadOnlyDoubleProperty progressProperty() {
        return turns.progressProperty();
    }

    /** What was done, a line for each step. */
    public ObservableList<String> log() {
        return turns.log();
    }

    @Override
    public void left() {
        turns.leave();
        journal.dismiss();
        picked.set(List.of());
        forget();
    }

    private void forget() {
        plan.set(Optional.empty());
        saved.set(Optional.empty());
        rehearsal.set(Optional.empty());
        left.set(Optional.empty());
    }

    /** Plans only these from now on; none for all. */
    public void pick(List<Picked> rows) {
        if (rows.size() > Picked.MOST) {
            messages.tell(Notice.Kind.ERROR, text("repair.picked.many", Integer.toString(Picked.MOST)));
            return;
        }
        picked.set(List.copyOf(rows));
    }

    /**
     * Plans what the last scan has found; that scan has to be whole and of the children as they are.
     */
    public void plan(Wish wish) {
        Optional<OpenedQuorum> opened = quorum.openedProperty().get();
        Optional<Verdicts> verdicts = found.judgementProperty().get().map(Judgement::actual);
        if (busyProperty().get()) {
            return;
        }
        if (opened.isEmpty() || verdicts.isEmpty() || !isWhole(verdicts.get())) {
            messages.tell(Notice.Kind.INFORMATION, text("repair.scanFirst"));
            return;
        }
        if (staleness.isAny()) {
            messages.tell(Notice.Kind.ERROR, text("repair.stale"));
            return;
        }
        Basis basis = new Basis(opened.get(), verdicts.get(), scan.begun().orElseGet(Instant::now),
                members.knownProperty().get(), findings.of(verdicts.get()));
        forget();
        journal.dismiss();
        turns.read(turn -> planned(basis, wish, turn), made -> {
            plan.set(Optional.of(made));
            turns.note(text("repair.planned", Integer.toString(made.plan().steps().size()),
                    Integer.toString(made.plan().excluded().size())));
        });
    }

    private static boolean isWhole(Verdicts verdicts) {
        return verdicts.map().scanned().count() == verdicts.map().sectors();
    }

    // In the background.
    private static ShownPlan planned(Basis basis, Wish wish, RepairTurns.Turn turn) throws RepairProblem {
        Diagnosed diagnosed = basis.found().orElseGet(() -> diagnosed(basis, turn));
        return ShownPlan.of(Planner.plan(new PlanRequest(basis.opened(), basis.verdicts(), basis.scannedAt(),
                Optional.of(new ScanPlaces(diagnosed.places(), Map.of())),
                diagnosed.findings().stream().map(FoundDamage::of).toList(), basis.members(),
                new PlanPolicy(basis.verdicts().threshold(), PlanPolicy.USUAL_MARGIN, wish.allowed(), wish.source(),
                        wish.selection().texts()),
                wish.selection(), System.getProperty("user.name", "unknown"), RepairJournal.tool()), turn::stops));
    }

    private static Diagnosed diagnosed(Basis basis, RepairTurns.Turn turn) {
        Diagnosis diagnosis = Diagnosis.of(basis.verdicts(), basis.opened().quorum().children(),
                new VotedView(basis.opened().quorum(), _ -> {}));
        turn.onStop(diagnosis::cancel);
        return diagnosis.find();
    }

    /** Saves the plan; only a plan that is saved can be rehearsed. */
    public void save(Path file) {
        plan.get().ifPresent(shown -> saver.save(file, target -> {
            target.bytes(out -> PlanWriter.write(shown.plan(), out));
            String words = text("repair.saved", FileName.shown(file), shown.shortHash());
            background.back(() -> {
                if (plan.get().filter(now -> now.sha256().equals(shown.sha256())).isPresent()) {
                    saved.set(Optional.of(file));
                    turns.note(words);
                }
            });
            return new Notice(Notice.Kind.INFORMATION, words);
        }, why -> text("repair.notSaved", FileName.shown(file), why)));
    }

    /** Does the saved plan on overlays, as its file has it now: somebody may have reviewed it. */
    public void rehearse() {
        Optional<Verdicts> scanned = found.judgementProperty().get().map(Judgement::actual);
        Optional<ShownPlan> shown = plan.get();
        Optional<Path> file = saved.get();
        if (busyProperty().get() || shown.isEmpty() || file.isEmpty()) {
            return;
        }
        journal.dismiss();
        turns.read(_ -> rehearsed(read(file.get(), shown.get()), scanned), made -> {
            Rehearsal.Result result = made.result();
            rehearsal.set(Optional.of(result));
            left.set(made.left());
            turns.note(text("repair.rehearsed",
                    number(result.steps().size() - (long) result.refused().size()), number(result.bytes()),
                    number(result.refused().size()), number(result.unexpected().size())));
            result.refused().forEach(step -> turns.note(RepairWords.line(step)));
        });
    }

    // In the background.
    private static Rehearsed rehearsed(Plan plan, Optional<Verdicts> scanned) throws RepairProblem {
        Rehearsal.Result result = Rehearsal.of(plan);
        return new Rehearsed(result, scanned.flatMap(verdicts -> left(plan, result, verdicts)));
    }

    /** What the scan would find then; absent if it is of other children than the plan. */
    private static Optional<Verdicts> left(Plan plan, Rehearsal.Result result, Verdicts scanned) {
        List<String> names = WhatIf.names(scanned.map());
        if (!names.equals(plan.children().stream().map(PlannedChild::name).toList())) {
            return Optional.empty();
        }
        Stream<Gift> done = result.steps().stream().filter(step -> step.state() == StepOutcome.State.DONE)
                .map(StepOutcome::step).map(step -> new Gift(names.indexOf(step.child()), step.range(),
                        OptionalInt.of(names.indexOf(step.source()))));
        Stream<Gift> unexpected = result.unexpected().stream()
                .map(other -> new Gift(names.indexOf(other.child()), other.range(), OptionalInt.empty()));
        return Optional.of(scanned.of(scanned.map().given(Stream.concat(done, unexpected).toList())));
    }

    /** Whether the plan may be applied by whoever typed these names. */
    public boolean mayApply(String typed) {
        return journal.askedProperty().get().isEmpty()
                && rehearsal.get().filter(result -> result.isAsPlanned() && result.bytes() > 0).isPresent()
                && plan.get().filter(shown -> shown.isTyped(typed)).isPresent();
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
        Optional<Path> planFile = saved.get();
        Optional<ShownPlan> shown = plan.get();
        if (mayApply(typed) && planFile.isPresent() && shown.isPresent()) {
            journal.write(file, Math.max(1, shown.get().plan().steps().size()),
                    watcher -> applied(read(planFile.get(), shown.get()), file, watcher));
        }
    }

    // In the background.
    private static RepairOutcome applied(Plan plan, Path journal, RepairWatcher watcher)
            throws RepairProblem, RepairStopped {
        Repairs.check(plan, journal);
        // Hours may have passed since the rehearsal that the person saw.
        if (!Rehearsal.of(plan).isAsPlanned()) {
            throw new RepairProblem(Wording.foreign(text("repair.changed")));
        }
        return Repairs.apply(plan, journal, RepairJournal.tool(), watcher);
    }

    /** The plan as its file has it, which may have been reviewed meanwhile but not changed. */
    private static Plan read(Path file, ShownPlan shown) throws RepairProblem {
        Plan read = PlanReader.read(file);
        if (!shown.sha256().equals(read.sha256())) {
            throw new RepairProblem(Wording.foreign(text("repair.otherPlan", FileName.shown(file))));
        }
        return read;
    }

    /** Leaves it at the steps that are done, to be resumed or taken back. */
    public void stop() {
        turns.stop();
    }

    /** What was planned is done, or no longer there: the next plan comes from the next scan. */
    private void childrenChanged() {
        forget();
        // The files are other ones now: what was scanned and read of them is told to be old.
        staleness.checkFiles();
        reading.reread();
    }
}
