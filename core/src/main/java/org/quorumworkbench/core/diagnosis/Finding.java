// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.scan.Ruling;

/**
 * One damage on one version. Children are positions in the scan's list.
 *
 * @param range
 *            from the first to the last sector in which the version diverges so; sectors between
 *            may agree, see {@code parts}
 * @param parts
 *            the divergent sectors, in order, with gaps of at most eight sectors
 * @param ruling
 *            how these sectors vote: the same in all of them
 * @param version
 *            the children with the same bytes that did not win: one dissenting set
 * @param effect
 *            what the bytes show
 * @param strength
 *            of the rule that named it
 * @param harmless
 *            why it harms nobody; empty if it may
 * @param confidence
 *            that the effect is the right one, 0 to 1: how often the rule was right where that was
 *            known
 * @param runnerUp
 *            what it would be else
 * @param damaged
 *            the children believed damaged, lowest first: the version, or the winner; empty where
 *            nothing tells (a tie without a witness)
 * @param suspectWinner
 *            whether the winner is not to be trusted: its bytes, its checksums or its members'
 *            state speak against it
 * @param witness
 *            what own checksums say
 * @param place
 *            what lies there: of several places the one that matters most; empty if it was not
 *            looked for
 * @param mappedFrom
 *            the children whose metadata says so; empty where all of it agrees
 * @param statements
 *            why it is believed, most telling first
 */
public record Finding(SectorRange range, List<SectorRange> parts, Ruling ruling, List<Integer> version, Damage effect,
        Strength strength, Optional<Harmless> harmless, double confidence, Optional<Damage> runnerUp,
        List<Integer> damaged, boolean suspectWinner, Witness witness, Optional<PlacedRange> place,
        Optional<List<String>> mappedFrom, List<Statement> statements) {

    /** What data that carry a checksum say of the two versions. */
    public enum Witness {
        /** There is no checksum here, or neither version matches its own. */
        NONE,
        /** The winner matches its checksum, the other version does not. */
        FOR_WINNER,
        /** The version that lost matches its checksum, the winner does not. */
        AGAINST_WINNER,
        /** Both match: both were written on purpose, at different times. */
        BOTH_WHOLE
    }

    public Finding {
        parts = List.copyOf(parts);
        version = List.copyOf(version);
        damaged = List.copyOf(damaged);
        statements = List.copyOf(statements);
    }

    /** {@code class} in JSON: the reason why it is harmless, or the effect. */
    public String kind() {
        return harmless.map(Harmless::word).orElseGet(effect::word);
    }

    public boolean isBenign() {
        return harmless.isPresent();
    }

    /** Whether several children have the same bytes that lost: a common cause is likely. */
    public boolean isCorrelated() {
        return version.size() > 1;
    }

    /** The statements in English, a sentence each. */
    public List<String> evidence() {
        return statements.stream().map(Statement::english).toList();
    }

    /** Divergent sectors. */
    public long sectors() {
        return parts.stream().mapToLong(SectorRange::count).sum();
    }

    /** Whether it is about the child's bytes in any of these sectors, on the losing or winning side. */
    public boolean concerns(int child, SectorRange sectors) {
        return (version.contains(child) || damaged.contains(child))
                && parts.stream().anyMatch(part -> part.overlaps(sectors));
    }
}
