// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.vote.Agreement;
import org.quorumworkbench.core.vote.Vote;

/** Puts an inspection together from the outcome and the children's bytes: pure functions. */
final class Picture {

    private static final int SECTOR = SectorRange.SECTOR;

    private Picture() {}

    static Inspection of(SectorRange range, Outcome outcome, List<ChildBytes> children) {
        Optional<Vote> requestVote = outcome.vote();
        List<SectorVote> sectors = sectorVotes(range, children, outcome.policy());
        List<Integer> reference = reference(outcome, requestVote, sectors);
        List<ChildBytes> compared = children.stream()
                .map(child -> child.withDiffering(DifferingRuns.of(child, reference, children))).toList();
        return new Inspection(range, outcome, requestVote, compared, sectors, reference);
    }

    /**
     * The vote that each sector alone would give. Sectors are compared, not hashed: at most as many
     * comparisons a sector as there are pairs of a child and a version.
     */
    static List<SectorVote> sectorVotes(SectorRange range, List<ChildBytes> children, Policy policy) {
        List<SectorVote> votes = new ArrayList<>(Math.toIntExact(range.count()));
        int[] before = {};
        Optional<Vote> voteBefore = Optional.empty();
        for (int sector = 0; sector < range.count(); sector++) {
            int[] agrees = agreement(children, sector);
            // Neighbours mostly vote alike, and a vote is a value: share it.
            if (voteBefore.isEmpty() || !Arrays.equals(agrees, before)) {
                voteBefore = Optional.of(Agreement.vote(Arrays.stream(agrees).boxed().toList(), policy.threshold(),
                        policy.readPattern() != ReadPattern.FIFO));
                before = agrees;
            }
            votes.add(new SectorVote(range.first() + sector, voteBefore.get()));
        }
        return votes;
    }

    private static int[] agreement(List<ChildBytes> children, int sector) {
        int[] agrees = new int[children.size()];
        long from = (long) sector * SECTOR;
        Agreement.find(agrees, child -> children.get(child).isReadable((int) from),
                (lower, child) -> MemorySegment.mismatch(children.get(lower).bytes(), from, from + SECTOR,
                        children.get(child).bytes(), from, from + SECTOR) < 0);
        return agrees;
    }

    /**
     * For each sector the child whose bytes the others are compared with: what the guest got where the
     * request succeeded; else the sector vote's own version A; -1 where no child could be read.
     */
    private static List<Integer> reference(Outcome outcome, Optional<Vote> requestVote, List<SectorVote> sectors) {
        Optional<Integer> answer = Optional.empty();
        if (outcome.isSuccess()) {
            answer = outcome.served().isPresent()
                    ? Optional.of(outcome.served().getAsInt())
                    : requestVote.flatMap(vote -> vote.winner().stream().findFirst());
        }
        Optional<Integer> guest = answer;
        return sectors.stream()
                .map(sector -> guest.orElseGet(() -> sector.vote().largest().stream().findFirst().orElse(-1)))
                .toList();
    }
}
