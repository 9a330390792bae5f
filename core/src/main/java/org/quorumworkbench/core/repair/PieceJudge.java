// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.repair.Candidate.Doubt;
import org.quorumworkbench.core.repair.Why.Phrase;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;

/**
 * Tells of a piece of a candidate what lies there, what damage it is, and whether the policy
 * refuses it. Runs come in their order. For one thread.
 */
final class PieceJudge {

    private static final String STALE = "stale";
    private static final String MD_SUPERBLOCK = "md-superblock";

    private final PlanRequest request;
    private final List<FoundDamage> coming;
    private int next;
    private final List<FoundDamage> here = new ArrayList<>();
    private List<PlacedRange> places = List.of();

    PieceJudge(PlanRequest request) {
        this.request = request;
        coming = request.damages().stream().sorted(Comparator.comparingLong(damage -> damage.range().first())).toList();
    }

    /** Goes on to the next run. */
    void come(DivergentRun run, List<ScanPlaces.At> at) {
        here.removeIf(damage -> damage.range().end() <= run.range().first());
        for (; next < coming.size() && coming.get(next).range().first() < run.range().end(); next++) {
            if (coming.get(next).range().end() > run.range().first()) {
                here.add(coming.get(next));
            }
        }
        places = at.stream().map(ScanPlaces.At::piece).toList();
    }

    /** Where something else lies, or another damage begins, within the range. */
    List<Long> cuts(SectorRange range) {
        List<Long> cuts = new ArrayList<>();
        places.forEach(piece -> add(cuts, piece.range(), range));
        here.forEach(damage -> add(cuts, damage.range(), range));
        return cuts;
    }

    private static void add(List<Long> cuts, SectorRange part, SectorRange range) {
        for (long at : new long[]{part.first(), part.end()}) {
            if (at > range.first() && at < range.end()) {
                cuts.add(at);
            }
        }
    }

    Judged judge(Candidate candidate, String name, SectorRange range) {
        List<PlacedRange> there = places.stream().flatMap(piece -> piece.within(range).stream()).toList();
        Optional<StepPlace> place = there.stream().findFirst().map(StepPlace::of);
        FoundDamage damage = damage(candidate, range);
        List<Doubt> doubts = candidate.byEvidence() ? List.of() : doubts(candidate, range, there, damage);
        return new Judged(damage, place, refusal(candidate, name, range, there, place, damage, doubts), doubts);
    }

    private FoundDamage damage(Candidate candidate, SectorRange range) {
        FoundDamage found = here.stream()
                .filter(damage -> damage.range().overlaps(range) && damage.version().contains(candidate.child()))
                .findFirst().orElse(FoundDamage.unknown(range));
        return candidate.byEvidence() && found.kind().equals(FoundDamage.UNKNOWN)
                ? new FoundDamage(range, STALE, 1, false, List.of(candidate.child()), false, List.of())
                : found;
    }

    private Optional<Doubt> refusal(Candidate candidate, String name, SectorRange range, List<PlacedRange> there,
            Optional<StepPlace> place, FoundDamage damage, List<Doubt> doubts) {
        if (damage.kind().equals(MD_SUPERBLOCK)
                || there.stream().anyMatch(piece -> piece.place() instanceof Place.PerDevice)) {
            return Optional.of(Doubt.of(Refusal.PER_DEVICE, Phrase.BY_DESIGN));
        }
        if (!request.selection().takes(name, range, damage, place)) {
            return Optional.of(Doubt.of(Refusal.NOT_SELECTED, Phrase.NOT_ASKED_FOR));
        }
        if (candidate.byEvidence()) {
            return Optional.empty();
        }
        if ((damage.benign() || isHarmless(there)) && !request.selection().takesHarmless(name, range, damage, place)) {
            return Optional.of(Doubt.of(Refusal.BENIGN, Phrase.HARMLESS));
        }
        List<Doubt> refused = doubts.stream().filter(doubt -> request.policy().refuses(doubt.refusal())).toList();
        return refused.stream().findFirst().map(first -> new Doubt(first.refusal(),
                refused.stream().flatMap(doubt -> doubt.why().stream()).toList()));
    }

    private static boolean isHarmless(List<PlacedRange> there) {
        return !there.isEmpty() && there.stream().allMatch(piece -> switch (piece.place()) {
            case Place.Unallocated _,Place.Swap _ -> true;
            case Place.Journal journal -> !journal.live();
            default -> false;
        });
    }

    private List<Doubt> doubts(Candidate candidate, SectorRange range, List<PlacedRange> there, FoundDamage damage) {
        List<Doubt> doubts = new ArrayList<>(candidate.doubts());
        here.stream().filter(other -> other.range().overlaps(range) && other.suspectWinner()).findFirst()
                .ifPresent(other -> doubts.add(Doubt.of(Refusal.SUSPECT, Phrase.WINNER_DAMAGED, other.kind())));
        // Where nothing was recognised, no answer rests on what diverges.
        if (there.stream().anyMatch(piece -> piece.isDisputed() && !(piece.place() instanceof Place.NotMapped))) {
            doubts.add(Doubt.of(Refusal.DISPUTED, Phrase.PLACE_DISPUTED));
        }
        boolean unclean = request.places().isPresent() && request.places().get().report().volumes().stream()
                .anyMatch(volume -> volume.hasLiveJournal() && there.stream().anyMatch(volume::holds));
        if (unclean) {
            doubts.add(Doubt.of(Refusal.DIRTY_JOURNAL, Phrase.NOT_UNMOUNTED));
        }
        if (damage.kind().equals(FoundDamage.UNKNOWN)) {
            doubts.add(Doubt.of(Refusal.UNKNOWN, Phrase.KIND_UNKNOWN));
        }
        return doubts;
    }
}
