// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What a scan has found, judged as the quorum votes, and as it would vote under another threshold
 * or without some child. Used on the JavaFX thread; judged in the background, since a map may hold
 * very many ways to vote.
 */
public final class WhatIf implements OpenQuorum.Follower {

    /**
     * What is judged, and how.
     *
     * @param policy
     *            by which the quorum votes
     * @param absent
     *            the positions of those that the scan has seen and the quorum no longer has
     * @param wanted
     *            the threshold that somebody wonders about
     * @param without
     *            the positions of those that the what-if leaves out, the absent ones too
     * @param members
     *            what the children are, if they are members
     */
    private record Question(DivergenceMap map, Policy policy, Set<Integer> absent, int wanted, Set<Integer> without,
            Optional<MembersConfiguration> members) {

        Judgement judged() {
            MemberEvidence evidence = MemberEvidence.of(members, names(map));
            Verdicts actual = Verdicts.of(map, policy, absent, evidence);
            if (policy.threshold() == wanted && absent.equals(without)) {
                return new Judgement(actual, actual, List.of(), Headline.of(actual));
            }
            Verdicts whatIf = Verdicts.of(map, policy.withThreshold(wanted), without, evidence);
            return new Judgement(actual, whatIf, actual.changes(whatIf), Headline.of(whatIf));
        }
    }

    private final OpenQuorum quorum;
    private final OneAtATime<Question, Judgement> judge;
    private final ReadOnlyObjectWrapper<Optional<Judgement>> judgement = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableValue<Optional<MembersConfiguration>> members;
    private Optional<DivergenceMap> map = Optional.empty();
    private Optional<Integer> wondered = Optional.empty();
    private Set<Integer> leftOut = Set.of();

    /**
     * @param members
     *            what the children are, if they are members
     */
    WhatIf(Background background, OpenQuorum quorum, ObservableValue<Optional<MembersConfiguration>> members) {
        this.quorum = quorum;
        this.members = members;
        judge = new OneAtATime<>(background, Question::judged,
                (question, judged) -> judgement.set(Optional.of(judged)), background::broken);
        quorum.thresholdProperty().subscribe((before, now) -> judge());
        quorum.childrenProperty().subscribe((before, now) -> childrenChanged());
        members.subscribe((before, now) -> judge());
    }

    // What views read.

    /** What has been found so far; absent before a scan. */
    public ReadOnlyObjectProperty<Optional<Judgement>> judgementProperty() {
        return judgement.getReadOnlyProperty();
    }

    /** The map of what has been found; perhaps not judged yet. */
    Optional<DivergenceMap> map() {
        return map;
    }

    /** The open quorum's disk, of which nothing has been found yet; absent if none is open. */
    public Optional<Verdicts> unscanned() {
        List<Child> children = quorum.childrenProperty().get();
        long sectors = quorum.sectors();
        return children.isEmpty() || sectors == 0
                ? Optional.empty()
                : Optional.of(Verdicts.of(DivergenceMap.empty(children.stream()
                        .map(child -> new ScannedChild(child.name(), sectors * SectorRange.SECTOR, Optional.empty()))
                        .toList(), sectors), Math.min(children.size(), quorum.thresholdProperty().get())));
    }

    /** The threshold that somebody wonders about; the quorum's own otherwise. */
    public int threshold() {
        return wondered.orElse(quorum.thresholdProperty().get());
    }

    /** The positions of the children that the what-if leaves out. */
    public Set<Integer> leftOut() {
        return leftOut;
    }

    // Judging.

    /** Judges what a scan has found by now. */
    void show(DivergenceMap found) {
        map = Optional.of(found);
        judge();
    }

    /** Runs once, when all that was shown has been judged. */
    void whenJudged(Runnable told) {
        judge.whenIdle(told);
    }

    private void judge() {
        question().ifPresentOrElse(judge::ask, () -> {
            judge.forget();
            judgement.set(Optional.empty());
        });
    }

    private Optional<Question> question() {
        return map.flatMap(found -> {
            Set<Integer> absent = absent(found);
            int children = found.children().size();
            Policy policy = quorum.policy();
            Set<Integer> without = new HashSet<>(leftOut);
            without.addAll(absent);
            return quorum.openedProperty().get().isEmpty() || policy.threshold() > children - absent.size()
                    ? Optional.empty()
                    : Optional.of(new Question(found, policy, absent,
                            Math.clamp(threshold(), 1, Math.max(1, children - without.size())), without,
                            members.getValue()));
        });
    }

    private Set<Integer> absent(DivergenceMap found) {
        List<String> there = quorum.names();
        Set<Integer> absent = new HashSet<>();
        for (int child = 0; child < found.children().size(); child++) {
            if (!there.contains(found.children().get(child).name())) {
                absent.add(child);
            }
        }
        return absent;
    }

    @Override
    public void left() {
        forget();
    }

    /** Forgets what was found. */
    void forget() {
        map = Optional.empty();
        wondered = Optional.empty();
        leftOut = Set.of();
        judge();
    }

    /** What was found of children counts that there still are; a new one nobody has scanned. */
    private void childrenChanged() {
        if (map.filter(found -> !names(found).containsAll(quorum.names())).isPresent()) {
            map = Optional.empty();
        }
        judge();
    }

    static List<String> names(DivergenceMap map) {
        return map.children().stream().map(ScannedChild::name).toList();
    }

    // Wondering.

    /**
     * Judges what was found under another threshold; reads nothing and leaves the quorum alone.
     *
     * @param votes
     *            1 to the number of children that vote
     */
    public void wonder(int votes) {
        wondered = votes == quorum.thresholdProperty().get() ? Optional.empty() : Optional.of(votes);
        judge();
    }

    /** The positions of the children that there still are, and that are stale by what members say. */
    public Set<Integer> stale() {
        Set<String> stale = members.getValue().map(Members::stale).orElse(Set.of());
        return map.map(found -> {
            Set<Integer> positions = new HashSet<>();
            for (int child = 0; child < found.children().size(); child++) {
                if (stale.contains(found.children().get(child).name())) {
                    positions.add(child);
                }
            }
            positions.removeAll(absent(found));
            return Set.copyOf(positions);
        }).orElse(Set.of());
    }

    /** Whether {@link #leaveOutStale} would leave out somebody, and somebody else votes. */
    public boolean offersWithoutStale() {
        Set<Integer> stale = stale();
        Set<Integer> both = new HashSet<>(leftOut);
        both.addAll(stale);
        return !leftOut.containsAll(stale) && both.size() < voters();
    }

    /** Judges what was found without the stale, too. */
    public void leaveOutStale() {
        Set<Integer> both = new HashSet<>(leftOut);
        both.addAll(stale());
        leaveOut(both);
    }

    /**
     * Judges what was found without a child, or with it again.
     *
     * @param child
     *            its position
     */
    public void leaveOut(int child, boolean out) {
        Set<Integer> positions = new HashSet<>(leftOut);
        if (out) {
            positions.add(child);
        } else {
            positions.remove(child);
        }
        leaveOut(positions);
    }

    private int voters() {
        return map.map(found -> found.children().size() - absent(found).size()).orElse(0);
    }

    /** Judges what was found without these children; the last one cannot be left out. */
    public void leaveOut(Set<Integer> positions) {
        if (positions.size() < voters()) {
            leftOut = Set.copyOf(positions);
            judge();
        }
    }

    /** Judges as the quorum votes. */
    public void stop() {
        wondered = Optional.empty();
        leftOut = Set.of();
        judge();
    }

    /** Makes the quorum vote as the what-if does. */
    public void apply() {
        Question asked = question().orElse(null);
        if (asked == null) {
            return;
        }
        List<String> without = leftOut.stream().map(child -> names(asked.map()).get(child)).toList();
        wondered = Optional.empty();
        leftOut = Set.of();
        // The threshold first: the driver refuses to remove a child that the threshold needs.
        quorum.setThreshold(asked.wanted());
        without.forEach(quorum::removeChild);
        judge();
    }
}
