// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;

/**
 * A finding; or, where there is none, divergent runs that lie together and vote alike: one place,
 * as far as votes can tell.
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
 *            whether the winner has only members that are stale or do not hold the sectors yet, or
 *            the finding says otherwise that it is not to be trusted
 * @param findings
 *            what kind of damage it is: several where nobody is named, one for each version; empty
 *            where that is not known
 * @param lies
 *            what lies there; empty where that is not known
 */
public record DivergentPlace(SectorRange range, SectorRange first, long sectors, long runs, Ruling ruling,
        Optional<Reason> explained, boolean suspectWinner, List<Finding> findings, Optional<PlacedRange> lies) {

    public DivergentPlace {
        findings = List.copyOf(findings);
    }

    /** Equal sectors within one place: content that happens to be the same. In sectors. */
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
        /** As {@link #OUTVOTED}, and the members' evidence accounts for it, or it harms nobody. */
        EXPLAINED;

        /** The end of its texts' names. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static DivergentPlace of(DivergentRun run) {
        return new DivergentPlace(run.range(), run.range(), run.range().count(), 1, run.ruling(), run.explained(),
                run.suspectWinner(), List.of(), Optional.empty());
    }

    /**
     * @param explained
     *            what the members' evidence says its sectors come from
     */
    static DivergentPlace of(Finding finding, Optional<Reason> explained) {
        return new DivergentPlace(finding.range(), finding.parts().getFirst(), finding.sectors(),
                finding.parts().size(), finding.ruling(), explained, finding.suspectWinner(), List.of(finding),
                finding.place());
    }

    DivergentPlace lying(Optional<PlacedRange> there) {
        return new DivergentPlace(range, first, sectors, runs, ruling, explained, suspectWinner, findings, there);
    }

    private boolean isHarmless() {
        return !findings.isEmpty() && findings.stream().allMatch(Finding::isBenign);
    }

    /** Whether the finding is of another version in the same sectors, and neither names anybody. */
    boolean isBeside(Finding other) {
        return range.equals(other.range()) && ruling.equals(other.ruling()) && apart().isEmpty()
                && other.damaged().isEmpty() && sectors == other.sectors();
    }

    /** With that finding beside the others. */
    DivergentPlace beside(Finding other) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(other);
        return new DivergentPlace(range, first, sectors, runs, ruling, explained, suspectWinner, all, lies);
    }

    /**
     * Whether some of its divergent sectors are in the range; without a finding, any of its sectors.
     */
    public boolean meets(SectorRange other) {
        return range.overlaps(other) && (findings.isEmpty()
                || findings.stream().anyMatch(finding -> finding.parts().stream().anyMatch(other::overlaps)));
    }

    /** Whether both begin with the same bytes of the same versions. */
    public boolean hasBytesOf(DivergentPlace other) {
        return first.first() == other.first.first() && first.count() == other.first.count()
                && ruling.pattern().equals(other.ruling.pattern());
    }

    /** Whether a later run belongs to this place. */
    boolean joins(DivergentRun run) {
        return run.range().first() - range.end() <= GAP;
    }

    DivergentPlace with(DivergentRun run) {
        return new DivergentPlace(new SectorRange(range.first(), run.range().end() - range.first()), first,
                sectors + run.range().count(), runs + 1, ruling, explained, suspectWinner, findings,
                lies);
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
                if (explained.isPresent() || isHarmless()) {
                    yield Kind.EXPLAINED;
                }
                yield ruling.outvoted().isEmpty() ? Kind.UNREADABLE : Kind.OUTVOTED;
            }
        };
    }

    /**
     * The positions of the children that stand apart: believed damaged; or, where there is no finding,
     * outvoted or not to be read, and nobody where nobody wins.
     */
    public List<Integer> apart() {
        return findings.isEmpty() ? apartByVote() : findings.getFirst().damaged();
    }

    private List<Integer> apartByVote() {
        return switch (kind()) {
            case NO_WINNER, TIE, DIFFERS -> List.of();
            case SUSPECT_WINNER -> ruling.winner();
            case UNREADABLE, OUTVOTED, EXPLAINED -> Stream
                    .concat(ruling.outvoted().stream(), ruling.unreadable().stream()).sorted().toList();
        };
    }
}
