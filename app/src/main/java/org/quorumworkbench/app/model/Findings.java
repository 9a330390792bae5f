// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Diagnosis;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What kind of damage it is that a scan has found: worked out in the background once a scan has
 * ended. Used on the JavaFX thread.
 */
public final class Findings implements OpenQuorum.Follower {

    /**
     * What was found.
     *
     * @param names
     *            of the children, by the positions that findings use
     * @param verdicts
     *            what was diagnosed
     */
    public record Found(Diagnosed diagnosed, List<String> names, Verdicts verdicts) {
        public Found {
            names = List.copyOf(names);
        }

        /** Those whose divergent sectors meet the range. */
        public List<Finding> at(SectorRange range) {
            return diagnosed.findings().stream().filter(finding -> finding.range().overlaps(range)
                    && finding.parts().stream().anyMatch(part -> part.overlaps(range))).toList();
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final WhatIf scanned;
    private final Members members;
    private final BackgroundTasks tasks;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final Latest latest = new Latest();
    private Optional<BackgroundTask> task = Optional.empty();
    private Optional<Diagnosis> under = Optional.empty();

    Findings(Background background, OpenQuorum quorum, ScanModel scan, WhatIf scanned, Members members,
            BackgroundTasks tasks, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.scanned = scanned;
        this.members = members;
        this.tasks = tasks;
        this.messages = messages;
        scan.stateProperty().subscribe((before, now) -> {
            if (now == ScanModel.State.IDLE) {
                diagnose();
            } else if (before == ScanModel.State.IDLE) {
                forget();
            }
        });
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

    @Override
    public void left() {
        forget();
    }

    /** Works out what the damage is, if anything was scanned and diverges. */
    private void diagnose() {
        forget();
        DivergenceMap map = scanned.map().orElse(null);
        OpenedQuorum opened = quorum.openedProperty().get().orElse(null);
        List<Child> children = quorum.childrenProperty().get();
        if (map == null || opened == null || !WhatIf.names(map).equals(quorum.names())) {
            return;
        }
        Policy policy = quorum.policy();
        List<String> names = quorum.names();
        MemberEvidence evidence = members.knownProperty().get().map(known -> MemberEvidence.of(known, names))
                .orElse(MemberEvidence.NONE);
        Latest.Ticket ticket = latest.next();
        running.set(true);
        BackgroundTask begun = new BackgroundTask(text("findings.task"), this::stop);
        task = Optional.of(begun);
        tasks.begun(begun);
        Verdicts verdicts = Verdicts.of(map, policy, Set.of(), evidence);
        background.run(() -> Diagnosis.of(verdicts, children, new VotedView(opened.quorum(), _ -> {})))
                .onlyIf(ticket, Diagnosis::cancel).then(made -> find(made, verdicts, ticket)).failed(this::failed);
    }

    private void find(Diagnosis made, Verdicts verdicts, Latest.Ticket ticket) {
        under = Optional.of(made);
        background.run(made::find).onlyIf(ticket).then(diagnosed -> {
            ended();
            found.set(Optional.of(new Found(diagnosed, WhatIf.names(verdicts.map()), verdicts)));
        }).failed(this::failed);
    }

    private void failed(Throwable failure) {
        ended();
        if (!(failure instanceof CancellationException)) {
            messages.tell(Notice.Kind.ERROR, text("findings.failed", String.valueOf(failure.getMessage())));
        }
    }

    /** Gives up; the scan's map stays. */
    private void stop() {
        under.ifPresent(Diagnosis::cancel);
        latest.forget();
        ended();
    }

    private void forget() {
        stop();
        found.set(Optional.empty());
    }

    private void ended() {
        under = Optional.empty();
        running.set(false);
        task.ifPresent(tasks::ended);
        task = Optional.empty();
    }
}
