// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.SectorVote;
import org.quorumworkbench.core.vote.Verdict;

/**
 * Who is wrong, how much, and can the winner be trusted: what was compared, as data, and with
 * {@link HeadlineText} as one sentence, the same on every screen and in every report.
 *
 * @param compared
 *            the sectors that were compared
 * @param sectors
 *            of the whole disk
 * @param voted
 *            whether a vote is held; under read pattern fifo none is
 * @param children
 *            who was outvoted in how many sectors, most first and then in child order
 * @param divergent
 *            sectors in which not all children agree, or some could not be read
 * @param noWinner
 *            sectors in which nobody has won: below the threshold, or with too few children to read
 * @param ties
 *            sectors that list order alone has decided
 * @param evidence
 *            what the children's own metadata says of it; absent where they are no members
 * @param findings
 *            what kind of damage it is; absent before a diagnosis
 * @param cut
 *            who is longer than what was compared; absent if nobody is
 */
public record Headline(SectorRanges compared, long sectors, boolean voted, List<Child> children, long divergent,
        long noWinner, long ties, Optional<EvidenceHeadline> evidence, Optional<FindingsHeadline> findings,
        Optional<Cut> cut) {

    /**
     * How one child stands.
     *
     * @param outvoted
     *            sectors in which it was outvoted
     * @param unreadable
     *            sectors in which it could not be read
     */
    public record Child(String name, long outvoted, long unreadable) {}

    public Headline {
        children = children.stream().sorted(Comparator.comparingLong(Child::outvoted).reversed()).toList();
    }

    /** Of children that are no members. */
    public Headline(SectorRanges compared, long sectors, boolean voted, List<Child> children, long divergent,
            long noWinner, long ties) {
        this(compared, sectors, voted, children, divergent, noWinner, ties, Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** The same, and what a diagnosis of it has found. */
    public Headline with(FindingsHeadline found) {
        return new Headline(compared, sectors, voted, children, divergent, noWinner, ties, evidence,
                Optional.of(found), cut);
    }

    /** The same, of children of which some may be longer than what was compared. */
    public Headline with(Optional<Cut> found) {
        return new Headline(compared, sectors, voted, children, divergent, noWinner, ties, evidence, findings, found);
    }

    /** Of what a scan has found. Walks the whole map: in the background. */
    public static Headline of(Verdicts verdicts) {
        return of(verdicts, verdicts.explained());
    }

    /** As {@link #of(Verdicts)}, with what was summed up already. */
    static Headline of(Verdicts verdicts, Explained explained) {
        DivergenceMap map = verdicts.map();
        var summary = verdicts.summary();
        List<Long> dissent = verdicts.dissent();
        List<Long> unreadable = verdicts.unreadable();
        List<Child> children = new ArrayList<>();
        for (int child = 0; child < map.children().size(); child++) {
            if (!verdicts.leftOut().contains(child)) {
                children.add(new Child(map.children().get(child).name(), dissent.get(child), unreadable.get(child)));
            }
        }
        return new Headline(map.scanned(), map.sectors(), verdicts.isVoted(), children, verdicts.divergent(),
                summary.getOrDefault(Verdict.BELOW_THRESHOLD, 0L) + summary.getOrDefault(Verdict.UNREADABLE, 0L),
                summary.getOrDefault(Verdict.TIE, 0L),
                EvidenceHeadline.of(verdicts.evidence(), children.stream().map(Child::name).toList(), explained,
                        verdicts.rulings().entrySet().stream()
                                .filter(ruling -> ruling.getKey().verdict() == Verdict.MAJORITY)
                                .mapToLong(Map.Entry::getValue).sum()),
                Optional.empty(), Cut.of(map.children()));
    }

    /**
     * Of the range that was read, as long as nothing has been scanned.
     *
     * @param sectors
     *            of the whole disk
     * @param evidence
     *            what the metadata of the children in the picture says
     */
    public static Headline of(Inspection inspection, long sectors, MemberEvidence evidence) {
        List<Child> children = inspection.children().stream()
                .map(child -> new Child(child.name(), outvoted(inspection.sectors(), child.child()),
                        child.unreadable().cardinality()))
                .toList();
        return new Headline(SectorRanges.of(inspection.range()), sectors, inspection.isVoted(), children,
                inspection.sectors().stream().filter(sector -> sector.vote().isDivergent()).count(),
                inspection.sectors().stream().filter(sector -> !sector.verdict().succeeds()).count(),
                inspection.sectors().stream().filter(sector -> sector.verdict() == Verdict.TIE).count(),
                EvidenceHeadline.of(evidence, children.stream().map(Child::name).toList(),
                        Explained.of(inspection.sectors(), evidence),
                        inspection.sectors().stream().filter(sector -> sector.verdict() == Verdict.MAJORITY).count()),
                Optional.empty(), Optional.empty());
    }

    private static long outvoted(List<SectorVote> sectors, int child) {
        return sectors.stream().filter(sector -> sector.vote().outvoted().contains(child)).count();
    }

    /** Sectors of the disk that have not been compared. */
    public long rest() {
        return sectors - compared.within(new SectorRange(0, sectors)).count();
    }
}
