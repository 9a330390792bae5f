// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.TemporaryFolder;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.run.ScenarioStage;
import org.quorumworkbench.core.scenario.Difference;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.ScenarioWriter;
import org.quorumworkbench.core.scenario.SelfContained;
import org.quorumworkbench.core.session.Recorder;
import org.quorumworkbench.core.session.Session;

/**
 * What was done since the quorum was opened, as a scenario: it can be saved, gone back into, and
 * gone on with from any moment of it. A moment is a number of operations that have been done. Used
 * on the JavaFX thread; what takes time is done in the background.
 */
public final class Recording implements OpenQuorum.Follower {

    /** What a saved recording's file is called. */
    public static final String ENDING = ScenarioFile.ENDING;

    private final Background background;
    private final OpenQuorum quorum;
    private final Reading reading;
    private final Saver saver;
    private final Messages messages;
    private final PulseGate gate;
    private final ReadOnlyIntegerWrapper size = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper moment = new ReadOnlyIntegerWrapper();
    private final Latest latest = new Latest();
    private Optional<Recorder> recorder = Optional.empty();
    private boolean full;
    private @Nullable Inspection present;

    Recording(Background background, OpenQuorum quorum, Reading reading, Saver saver, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.reading = reading;
        this.saver = saver;
        this.messages = messages;
        gate = background.gate(this::publish);
        reading.beforeEach(this::leavePast);
    }

    @Override
    public void opened(OpenQuorum.Opened now) {
        latest.forget();
        recorder = Optional.of(now.session().recorder());
        present = null;
        size.set(0);
        moment.set(0);
        publish();
    }

    /** On any thread. */
    void noted() {
        gate.request();
    }

    private void publish() {
        boolean now = !isPast();
        size.set(recorder.map(Recorder::size).orElse(0));
        boolean isFull = recorder.map(Recorder::isFull).orElse(false);
        if (isFull && !full) {
            messages.tell(Notice.Kind.WARNING, text("lab.record.full", Integer.toString(size.get())));
        }
        full = isFull;
        if (now) {
            moment.set(size.get());
        }
    }

    // What views read.

    /** How many operations were recorded. */
    public ReadOnlyIntegerProperty sizeProperty() {
        return size.getReadOnlyProperty();
    }

    /** The moment that is shown; the present, if it is as many as were recorded. */
    public ReadOnlyIntegerProperty momentProperty() {
        return moment.getReadOnlyProperty();
    }

    /** Whether a moment of the past is shown. */
    public boolean isPast() {
        return moment.get() < size.get();
    }

    /** An operation of the recording, from 0 to its size less one. */
    public Recorder.Noted noted(int operation) {
        return recorder.orElseThrow().noted(operation);
    }

    /** What was recorded up to the moment that is shown, as a scenario. */
    public Optional<Scenario> scenario() {
        return recorder.map(recorded -> recorded.scenario(moment.get()));
    }

    // Going back.

    /** Shows the quorum as it was when that many operations had been done; cut to what there is. */
    public void scrub(int operations) {
        int there = Math.clamp(operations, 0, size.get());
        if (recorder.isEmpty() || there == moment.get()) {
            return;
        }
        if (!isPast()) {
            present = reading.inspectionProperty().get().orElse(null);
        }
        moment.set(there);
        Latest.Ticket ticket = latest.next();
        if (there == size.get()) {
            messages.dismiss();
            Optional.ofNullable(present).ifPresent(reading::showPast);
            return;
        }
        messages.tell(Notice.Kind.INFORMATION,
                text("lab.past.shown", Integer.toString(there), Integer.toString(size.get())));
        Recorder recorded = recorder.get();
        SectorRange range = reading.rangeProperty().get();
        background.run(() -> picture(recorded.beginning(there), range, ticket)).onlyIf(ticket)
                .then(picture -> picture.ifPresentOrElse(reading::showPast, () -> messages
                        .tell(Notice.Kind.INFORMATION, text("lab.past.none", Integer.toString(there)))))
                .orBroken();
    }

    /** What the last operation saw if it looked at a range, else the range as it is after it. */
    private Optional<Inspection> picture(Scenario until, SectorRange range, Latest.Ticket ticket) {
        try (ScenarioRun run = ScenarioRun.open(until, Optional.empty())) {
            for (Operation action : until.operations()) {
                if (run.isOver() || !ticket.isLatest()) {
                    return Optional.empty();
                }
                run.perform(action);
            }
            if (run.isOver()) {
                return run.picture();
            }
            boolean looked = !until.operations().isEmpty()
                    && until.operations().getLast().asked() instanceof Operation.Examine;
            return looked ? run.picture() : Optional.of(run.look(range));
        }
    }

    public void back() {
        scrub(moment.get() - 1);
    }

    public void forward() {
        scrub(moment.get() + 1);
    }

    /** Shows the present again. */
    public void now() {
        scrub(size.get());
    }

    /** Whoever reads the quorum is in the present. */
    private void leavePast() {
        latest.forget();
        moment.set(size.get());
    }

    // Going on from there.

    /** Opens the quorum anew and does what had been done until the moment that is shown. */
    public void fork() {
        Optional<OpenedQuorum> open = quorum.openedProperty().get();
        if (recorder.isPresent() && open.isPresent()) {
            int count = moment.get();
            Recorder recorded = recorder.get();
            SectorRange range = reading.rangeProperty().get();
            Configuration configuration = open.get().configuration();
            var _ = quorum.openBy(
                    attempt -> repeated(attempt, configuration, recorded.beginning(count), count, range, List.of()));
        }
    }

    /** In the background, where it waits for all that is done again. */
    private OpenQuorum.Opened repeated(OpeningAttempt attempt, Configuration configuration, Scenario recorded,
            int count, SectorRange range,
            List<Difference> differences) throws ConfigurationProblem {
        OpenedQuorum opened = attempt.openFiles(configuration);
        try {
            Session session = Session.through(recorded.upTo(0), opened, quorum::noted);
            int done = session.repeat(recorded, count).join();
            return new OpenQuorum.Opened(opened, session, Optional.of(range), warning(done, count, differences));
        } catch (RuntimeException bug) {
            opened.close();
            throw bug;
        }
    }

    private static Optional<String> warning(int done, int count, List<Difference> differences) {
        if (done < count) {
            return Optional.of(text("lab.fork.partly", Integer.toString(done), Integer.toString(count)));
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(text("lab.open.different", Integer.toString(differences.size()),
                        differences.getFirst()));
    }

    // Files.

    /**
     * Saves what was recorded up to the moment that is shown.
     *
     * @param chosen
     *            gets the {@link #ENDING} if it has another; a file of that name is then left alone,
     *            since nobody was asked whether it may be replaced
     */
    public void save(Path chosen) {
        boolean asked = chosen.toString().endsWith(ENDING);
        Path file = asked ? chosen : Path.of(chosen + ENDING);
        Recorder recorded = recorder.orElse(null);
        if (recorded == null) {
            messages.tell(Notice.Kind.ERROR, text("lab.record.off"));
            return;
        }
        int count = moment.get();
        Saver.Content content = saved -> {
            if (!asked && Files.exists(file)) {
                throw new NotDone(text("lab.save.exists", file));
            }
            Path folder = file.toAbsolutePath().getParent();
            Scenario scenario = new SelfContained(folder == null ? file : folder).of(recorded.scenario(count));
            saved.text(ScenarioWriter.text(scenario));
            return new Notice(Notice.Kind.INFORMATION, text("lab.save.done", Integer.toString(count), file));
        };
        if (asked) {
            saver.save(file, content, why -> text("lab.save.failed", file, why));
        } else {
            saver.saveNew(file, content, why -> text("lab.save.failed", file, why));
        }
    }

    /** Opens a saved scenario in place of the quorum that is open, and does all that it says. */
    public void open(Path file) {
        var _ = quorum.openBy(attempt -> {
            try {
                return performed(attempt, file);
            } catch (IOException e) {
                throw new NotDone(text("lab.file.unreadable", file, Saver.reason(e)));
            }
        });
    }

    private OpenQuorum.Opened performed(OpeningAttempt attempt, Path file)
            throws ConfigurationProblem, IOException, NotDone {
        List<Scenario> scenarios = ScenarioReader.file(file).scenarios();
        if (scenarios.size() != 1) {
            throw new NotDone(text("lab.open.many", file, Integer.toString(scenarios.size())));
        }
        Scenario scenario = scenarios.getFirst();
        List<Difference> differences = scenario.expected().map(expected -> Expectation.differences(expected,
                ScenarioRun.transcript(scenario, Optional.empty()))).orElse(List.of());
        TemporaryFolder stage = TemporaryFolder.make("scenario");
        Configuration configuration = new ScenarioStage(file.toString(), stage.path()).configuration(scenario);
        stage.forgetAll();
        return repeated(attempt, configuration, scenario, scenario.operations().size(), lastRange(scenario),
                differences);
    }

    private static SectorRange lastRange(Scenario scenario) {
        return scenario.operations().reversed().stream().map(Operation::asked)
                .filter(Operation.Examine.class::isInstance)
                .map(Operation.Examine.class::cast).findFirst()
                .map(look -> SectorRange.ofBytes(look.offset(), look.length()))
                .orElse(new SectorRange(0, Preferences.USUAL_SECTORS));
    }
}
