// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.core.scan.MemberEvidence;

/**
 * Who is wrong, where, and whether the winner can be trusted: of all that a scan has found, in the
 * judgement that table, map and cards show too; as long as nothing was scanned, of the range that
 * is looked at. Used on the JavaFX thread; worked out in the background.
 */
public final class HeadlineModel implements OpenQuorum.Follower {

    /**
     * A range as it was read.
     *
     * @param sectors
     *            of the whole disk
     * @param members
     *            what the children are, if they are members
     * @param quorum
     *            who they are
     */
    private record Read(Inspection inspection, long sectors, Optional<MembersConfiguration> members,
            Optional<OpenedQuorum> quorum) {

        Headline headline() {
            List<String> names = inspection.children().stream().map(ChildBytes::name).toList();
            return Headline.of(inspection, sectors, MemberEvidence.of(members, names))
                    .with(quorum.flatMap(opened -> Cut.ofQuorum(opened.quorum().children())));
        }
    }

    private final OpenQuorum quorum;
    private final Reading reading;
    private final WhatIf found;
    private final ObservableValue<Optional<MembersConfiguration>> members;
    private final ObservableValue<Optional<Findings.Found>> diagnosed;
    private final OneAtATime<Read, Headline> ofTheRange;
    private final ReadOnlyObjectWrapper<Optional<Headline>> headline = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper scanned = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper whatIf = new ReadOnlyBooleanWrapper();

    /**
     * @param members
     *            what the children are, if they are members
     * @param diagnosed
     *            what kind of damage it is, as soon as that is known
     */
    HeadlineModel(Background background, OpenQuorum quorum, Reading reading, WhatIf found,
            ObservableValue<Optional<MembersConfiguration>> members,
            ObservableValue<Optional<Findings.Found>> diagnosed) {
        this.members = members;
        this.diagnosed = diagnosed;
        this.quorum = quorum;
        this.reading = reading;
        this.found = found;
        ofTheRange = new OneAtATime<>(background, Read::headline, (read, made) -> show(made), background::broken);
        found.judgementProperty().subscribe(this::update);
        reading.inspectionProperty().subscribe(this::update);
        members.subscribe(this::update);
        diagnosed.subscribe((before, now) -> update());
    }

    /** What is known by now; absent before anything was read. */
    public ReadOnlyObjectProperty<Optional<Headline>> headlineProperty() {
        return headline.getReadOnlyProperty();
    }

    /** Whether it is of a scan, and not of the range that is looked at. */
    public ReadOnlyBooleanProperty scannedProperty() {
        return scanned.getReadOnlyProperty();
    }

    /** Whether it is of another vote than the quorum's, which somebody wonders about. */
    public ReadOnlyBooleanProperty whatIfProperty() {
        return whatIf.getReadOnlyProperty();
    }

    private void update() {
        Optional<Judgement> judged = found.judgementProperty().get();
        whatIf.set(judged.filter(Judgement::isWhatIf).isPresent());
        scanned.set(judged.isPresent());
        Optional<Inspection> range = reading.inspectionProperty().get();
        if (judged.isPresent() || range.isEmpty()) {
            ofTheRange.forget();
            headline.set(judged.map(this::headline));
        } else {
            ofTheRange.ask(new Read(range.get(), quorum.sectors(), members.getValue(), quorum.openedProperty().get()));
        }
    }

    /** Findings are of the quorum's own vote. */
    private Headline headline(Judgement judged) {
        return diagnosed.getValue().filter(found -> !judged.isWhatIf())
                .map(found -> judged.headline().with(found.counted())).orElseGet(judged::headline);
    }

    private void show(Headline made) {
        headline.set(Optional.of(made));
    }

    @Override
    public void left() {
        ofTheRange.forget();
        headline.set(Optional.empty());
    }
}
