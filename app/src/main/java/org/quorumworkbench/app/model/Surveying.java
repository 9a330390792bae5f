// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What was found at a glance, of the judgement that headline, table and map show too: surveyed in
 * the background, and only while somebody looks. Used on the JavaFX thread.
 */
public final class Surveying implements OpenQuorum.Follower {

    /**
     * What is surveyed.
     *
     * @param policy
     *            by which the quorum votes
     */
    private record Asked(Verdicts judged, Policy policy, Optional<MembersConfiguration> members) {
        Survey survey() {
            return Survey.of(Verdicts.of(judged.map(), policy.withThreshold(judged.threshold()), judged.leftOut(),
                    MemberEvidence.of(members)));
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final WhatIf found;
    private final ObservableValue<Optional<MembersConfiguration>> members;
    private final OneAtATime<Asked, Survey> surveys;
    private final ReadOnlyObjectWrapper<Optional<Survey>> survey = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DifferingBytes>> bytes = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final Latest latest = new Latest();
    private Optional<Asked> shown = Optional.empty();
    private Runnable whenShown = () -> {};
    private boolean watched;

    /**
     * @param members
     *            what the children are, if they are members
     */
    Surveying(Background background, OpenQuorum quorum, FaultLab lab, WhatIf found,
            ObservableValue<Optional<MembersConfiguration>> members) {
        this.members = members;
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.found = found;
        surveys = new OneAtATime<>(background, Asked::survey, this::show, background::broken);
        found.judgementProperty().subscribe(this::ask);
        members.subscribe(this::ask);
    }

    /** What was found so far; absent before a scan, and before anybody has looked. */
    public ReadOnlyObjectProperty<Optional<Survey>> surveyProperty() {
        return survey.getReadOnlyProperty();
    }

    /** The bytes of the damage that was asked for last; absent until they were read. */
    public ReadOnlyObjectProperty<Optional<DifferingBytes>> bytesProperty() {
        return bytes.getReadOnlyProperty();
    }

    /** Whether somebody looks: what nobody looks at is not surveyed. */
    public void watch(boolean now) {
        watched = now;
        ask();
    }

    private void ask() {
        Optional<Asked> judged = found.judgementProperty().get()
                .map(now -> new Asked(now.whatIf(), quorum.policy(), members.getValue()));
        if (judged.isEmpty()) {
            surveys.forget();
            shown = Optional.empty();
            survey.set(Optional.empty());
        } else if (watched && !judged.equals(shown)) {
            surveys.ask(judged.get());
        }
    }

    private void show(Asked asked, Survey made) {
        shown = Optional.of(asked);
        survey.set(Optional.of(made));
    }

    /** Reads what the children have at a damage; of several that are asked for, the last. */
    public void read(Survey of, Damage damage) {
        List<Child> children = quorum.childrenProperty().get();
        bytes.set(Optional.empty());
        if (!WhatIf.names(of.verdicts().map()).equals(quorum.names())) {
            latest.forget();
            return;
        }
        background.run(() -> DifferingBytes.read(damage, children)).onlyIf(latest.next()).then(read -> {
            bytes.set(Optional.of(read));
            lab.readOutside();
            whenShown.run();
        }).orBroken();
    }

    /**
     * Calls it once what was found has been surveyed and nothing is to be read of it any more: at once
     * if there is nothing, and each time the bytes of a damage have been read.
     */
    public void whenShown(Runnable told) {
        surveys.whenIdle(() -> {
            if (survey.get().filter(now -> !now.damages().isEmpty()).isEmpty() || bytes.get().isPresent()) {
                told.run();
            } else {
                whenShown = told;
            }
        });
    }

    @Override
    public void left() {
        latest.forget();
        surveys.forget();
        shown = Optional.empty();
        survey.set(Optional.empty());
        bytes.set(Optional.empty());
    }
}
