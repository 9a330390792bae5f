// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;

/**
 * Divergent runs that lie together and vote alike: one damage, as far as votes can tell.
 *
 * @param range
 *            from the first run's first sector to the last one's last; sectors between may agree
 * @param first
 *            the first run
 * @param sectors
 *            that diverge
 * @param runs
 *            how many, 1 or more
 * @param ruling
 *            how they vote
 * @param explained
 *            what the members' evidence says it comes from; empty if nothing accounts for it
 * @param suspectWinner
 *            whether the winner has only members that are stale or do not hold the sectors yet
 */
public record Damage(SectorRange range, SectorRange first, long sectors, long runs, Ruling ruling,
        Optional<Reason> explained, boolean suspectWinner) {

    /** Equal sectors within one damage: content that happens to be the same. In sectors. */
    private static final long GAP = 8;

    /** What the eye tells apart, what matters most first. */
    public enum Kind {
        /** Below the threshold, or too few children could be read. */
        NO_WINNER,
        /** Somebody wins, and has only stale members. */
        SUSPECT_WINNER,
        /** Won by list order alone. */
        TIE,
        /** A winner, and a child that could not be read. */
        UNREADABLE,
        /** A winner, and others are outvoted. */
        OUTVOTED,
        /** The children differ, and no vote is held. */
        DIFFERS,
        /** As {@link #OUTVOTED}, and the members' evidence accounts for it. */
        EXPLAINED;

        /** The end of its texts' names. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Damage of(DivergentRun run) {
        return new Damage(run.range(), run.range(), run.range().count(), 1, run.ruling(), run.explained(),
                run.suspectWinner());
    }

    /** Whether a later run belongs to this damage. */
    boolean joins(DivergentRun run) {
        return run.range().first() - range.end() <= GAP;
    }

    Damage with(DivergentRun run) {
        return new Damage(new SectorRange(range.first(), run.range().end() - range.first()), first,
                sectors + run.range().count(), runs + 1, ruling, explained, suspectWinner);
    }

    /** What it is at a glance. */
    public Kind kind() {
        return switch (ruling.verdict()) {
            case BELOW_THRESHOLD, UNREADABLE -> Kind.NO_WINNER;
            case TIE -> suspectWinner ? Kind.SUSPECT_WINNER : Kind.TIE;
            case DIFFERS -> Kind.DIFFERS;
            case MAJORITY, UNANIMOUS -> {
                if (suspectWinner) {
                    yield Kind.SUSPECT_WINNER;
                }
                if (explained.isPresent()) {
                    yield Kind.EXPLAINED;
                }
                yield ruling.outvoted().isEmpty() ? Kind.UNREADABLE : Kind.OUTVOTED;
            }
        };
    }

    /**
     * The positions of the children that stand apart: outvoted, or not to be read; nobody where nobody
     * wins.
     */
    public List<Integer> apart() {
        return switch (kind()) {
            case NO_WINNER, TIE, DIFFERS -> List.of();
            case SUSPECT_WINNER -> ruling.winner();
            case UNREADABLE, OUTVOTED, EXPLAINED -> Stream
                    .concat(ruling.outvoted().stream(), ruling.unreadable().stream()).sorted().toList();
        };
    }
}
