// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.app.model.DivergentPlaceRow.Group;
import org.quorumworkbench.app.model.DivergentPlaceRow.Grouping;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DifferingBytes;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What was found at a glance, of the judgement that headline, table and map show too: surveyed in
 * the background, and only while somebody looks. Used on the JavaFX thread.
 */
public final class Surveying implements OpenQuorum.Follower {

    /**
     * What is surveyed.
     *
     * @param found
     *            of the quorum's own vote; absent for a what-if
     */
    private record Question(Verdicts verdicts, Optional<Findings.Found> found, Optional<ScanPlaces.Finder> lies) {}

    /** Rows are words of many places: made where the places are found. */
    private record Surveyed(Survey survey, Map<Grouping, List<Group>> rows) {
        static Surveyed of(Question asked) {
            Survey survey = Survey.of(asked.verdicts(), asked.found(), asked.lies());
            return new Surveyed(survey, DivergentPlaceRow.of(survey));
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final WhatIf found;
    private final ObservableValue<Places.State> places;
    private final ObservableValue<Optional<Findings.Found>> diagnosed;
    private final OneAtATime<Question, Surveyed> surveys;
    private final ReadOnlyObjectWrapper<Optional<Survey>> survey = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DifferingBytes>> bytes = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final Latest latest = new Latest();
    private Optional<Question> shown = Optional.empty();
    private Map<Grouping, List<Group>> rows = Map.of();
    private Runnable whenShown = () -> {};
    private boolean watched;

    Surveying(Background background, OpenQuorum quorum, FaultLab lab, WhatIf found,
            ObservableValue<Places.State> places, ObservableValue<Optional<Findings.Found>> diagnosed) {
        this.places = places;
        this.diagnosed = diagnosed;
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.found = found;
        surveys = new OneAtATime<>(background, Surveyed::of, this::show, background::broken);
        found.judgementProperty().subscribe(this::ask);
        places.subscribe((before, now) -> ask());
        diagnosed.subscribe((before, now) -> ask());
    }

    /** What was found so far; absent before a scan, and before anybody has looked. */
    public ReadOnlyObjectProperty<Optional<Survey>> surveyProperty() {
        return survey.getReadOnlyProperty();
    }

    /** The places of the survey that is known, in groups. */
    public List<Group> rows(Grouping grouping) {
        return rows.getOrDefault(grouping, List.of());
    }

    /** The bytes of the place that was asked for last; absent until they were read. */
    public ReadOnlyObjectProperty<Optional<DifferingBytes>> bytesProperty() {
        return bytes.getReadOnlyProperty();
    }

    /** Whether somebody looks: what nobody looks at is not surveyed. */
    public void watch(boolean now) {
        watched = now;
        ask();
    }

    private void ask() {
        Optional<Question> asked = found.judgementProperty().get().map(this::question);
        if (asked.isEmpty()) {
            surveys.forget();
            shown = Optional.empty();
            survey.set(Optional.empty());
        } else if (watched && !asked.equals(shown)) {
            surveys.ask(asked.get());
        }
    }

    private Question question(Judgement judged) {
        return new Question(judged.whatIf(), diagnosed.getValue().filter(known -> !judged.isWhatIf()),
                places.getValue() instanceof Places.State.Known known ? Optional.of(known.finder()) : Optional.empty());
    }

    private void show(Question asked, Surveyed made) {
        shown = Optional.of(asked);
        rows = made.rows();
        survey.set(Optional.of(made.survey()));
    }

    /** Reads what the children have at a place; of several that are asked for, the last. */
    public void read(Survey of, DivergentPlace place) {
        List<Child> children = quorum.childrenProperty().get();
        bytes.set(Optional.empty());
        if (!WhatIf.names(of.verdicts().map()).equals(quorum.names())) {
            latest.forget();
            return;
        }
        background.run(() -> DifferingBytes.read(place.ruling().pattern(), place.first(), children))
                .onlyIf(latest.next()).then(read -> {
                    bytes.set(Optional.of(read));
                    lab.readOutside();
                    whenShown.run();
                }).orBroken();
    }

    /**
     * Calls it once what was found has been surveyed and nothing is to be read of it any more: at once
     * if there is nothing, and each time the bytes of a place have been read.
     */
    public void whenShown(Runnable told) {
        surveys.whenIdle(() -> {
            if (survey.get().filter(now -> !now.places().isEmpty()).isEmpty() || bytes.get().isPresent()) {
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
