// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.place.PlacedRange;

/** A finding that is being worked on. Holds no bytes of the disk. */
final class Draft {

    /** More is not said with, where bytes alone accuse the majority. */
    static final double CAP = 0.8;

    private final Cluster cluster;
    private final List<PlacedRange> places;
    private final List<Statement> evidence = new ArrayList<>();
    private Optional<Harmless> harmless = Optional.empty();
    private Candidate best = Signatures.UNKNOWN;
    private Optional<Damage> runnerUp = Optional.empty();
    private List<Integer> damaged;
    private List<Integer> described;
    private boolean suspect;
    private boolean capped;
    /** Why the majority is accused by its bytes alone; empty if it is not. */
    private Optional<Statement> accusation = Optional.empty();
    private double likeness;
    private boolean settled;
    private Finding.Witness witness = Finding.Witness.NONE;

    Draft(Cluster cluster, List<PlacedRange> places) {
        this.cluster = cluster;
        this.places = places;
        this.damaged = cluster.isOutvoted() ? cluster.version() : List.of();
        this.described = cluster.version();
        this.suspect = cluster.suspectWinner();
    }

    /** The same cluster, for a second finding of other children. */
    Draft(Draft other) {
        this(other.cluster, other.places);
        harmless = other.harmless;
        suspect = other.suspect;
        witness = other.witness;
    }

    Cluster cluster() {
        return cluster;
    }

    List<PlacedRange> places() {
        return places;
    }

    Candidate best() {
        return best;
    }

    Damage damage() {
        return best.damage();
    }

    boolean isHarmless() {
        return harmless.isPresent();
    }

    void harmless(Harmless reason) {
        harmless = Optional.of(reason);
    }

    void unharmless() {
        harmless = Optional.empty();
    }

    /** Whether members or checksums have named the effect, so that bytes do not change it any more. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    Finding.Witness witness() {
        return witness;
    }

    void witness(Finding.Witness says) {
        witness = says;
    }

    void blame(List<Integer> children) {
        damaged = children;
    }

    /** Whose bytes have the effect, also where nobody is blamed for it. */
    List<Integer> described() {
        return described;
    }

    void describe(List<Integer> children) {
        described = children;
    }

    boolean blamesWinner() {
        return damaged.equals(cluster.winner());
    }

    void suspect() {
        suspect = true;
    }

    /** Not more is said than the cap: the majority is accused without proof. */
    void cap() {
        capped = true;
    }

    /**
     * Accuses the majority by its bytes alone, which better evidence may take back.
     *
     * @param sentence
     *            why
     */
    void accuseByBytes(Statement sentence) {
        accusation = Optional.of(sentence);
        say(sentence);
    }

    boolean isByBytes() {
        return accusation.isPresent();
    }

    /** How alike the two versions are in content: 0 to 2; 0 where that was not looked at. */
    double likeness() {
        return likeness;
    }

    void likeness(double now) {
        likeness = now;
    }

    /** Takes an accusation by bytes back: the vote was right. */
    void acquitWinner() {
        if (accusation.isPresent()) {
            evidence.remove(accusation.get());
            accusation = Optional.empty();
            capped = false;
            suspect = cluster.suspectWinner();
            damaged = cluster.version();
        }
    }

    void say(Statement sentence) {
        evidence.add(sentence);
    }

    void sayFirst(Statement sentence) {
        evidence.addFirst(sentence);
    }

    /** Sets the effect; what it was before comes second, if it was anything. */
    void set(Candidate candidate) {
        if (candidate.damage() != best.damage() && best.damage() != Damage.UNKNOWN) {
            runnerUp = Optional.of(best.damage());
        }
        best = candidate;
        if (runnerUp.isPresent() && runnerUp.get() == candidate.damage()) {
            runnerUp = Optional.empty();
        }
    }

    void runnerUp(Damage damage) {
        if (damage != best.damage()) {
            runnerUp = Optional.of(damage);
        }
    }

    Finding finding(Confidences confidences, Optional<List<String>> mappedFrom, Optional<PlacedRange> place) {
        double confidence = confidences.of(best.damage(), best.strength());
        return new Finding(cluster.hull(), cluster.parts(), cluster.ruling(), cluster.version(), best.damage(),
                best.strength(), harmless, capped ? Math.min(CAP, confidence) : confidence,
                runnerUp.or(() -> best.damage() == Damage.UNKNOWN ? Optional.empty() : Optional.of(Damage.UNKNOWN)),
                damaged, suspect, witness, place, mappedFrom, evidence);
    }
}
