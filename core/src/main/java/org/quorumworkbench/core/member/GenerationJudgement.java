// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.member.Testimony.Generations;
import org.quorumworkbench.core.member.Testimony.Generations.Peer;

/** Judges the members of a DRBD resource, pair by pair, by the generations that they name. */
final class GenerationJudgement {

    private final List<Claim> claims;
    private final List<Evidence> evidence = new ArrayList<>();

    /**
     * @param claims
     *            one or more, all with the testimony of generations
     */
    GenerationJudgement(List<Claim> claims) {
        this.claims = claims;
    }

    /** Those that name a common generation belong together: DRBD gives a resource no UUID. */
    static List<List<Claim>> related(List<Claim> all) {
        List<List<Claim>> groups = new ArrayList<>();
        for (Claim claim : all) {
            List<List<Claim>> known = groups.stream()
                    .filter(group -> group.stream().anyMatch(other -> between(claim, other) != Generation.UNRELATED))
                    .toList();
            List<Claim> group = new ArrayList<>();
            known.forEach(group::addAll);
            group.add(claim);
            groups.removeAll(known);
            groups.add(group);
        }
        return groups;
    }

    private static Generation between(Claim one, Claim other) {
        return Generation.between(generations(one), generations(other));
    }

    private static Generations generations(Claim claim) {
        return (Generations) claim.found().testimony();
    }

    MemberSet set() {
        boolean split = false;
        for (int i = 0; i < claims.size(); i++) {
            for (Claim other : claims.subList(i + 1, claims.size())) {
                Claim one = claims.get(i);
                if (between(one, other) == Generation.SPLIT) {
                    split = true;
                    evidence.add(new Evidence.SplitGenerations(one.file(), other.file(),
                            DrbdMetadata.uuid(generations(one).current()),
                            DrbdMetadata.uuid(generations(other).current())));
                }
            }
        }
        List<Claim> sorted = claims.stream().sorted((one, other) -> Integer.compare(one.file(), other.file())).toList();
        List<SetMember> members = sorted.stream().map(this::judged).toList();
        Claim named = sorted.stream().filter(claim -> !isStale(claim)).findFirst().orElse(sorted.getFirst());
        return Sets.named(List.of(named), members, split, evidence);
    }

    private List<Claim> ahead(Claim claim) {
        return claims.stream().filter(other -> !other.equals(claim)).filter(other -> switch (between(other, claim)) {
            case AHEAD, AHEAD_WITHOUT_BITMAP -> true;
            default -> false;
        }).toList();
    }

    private boolean isStale(Claim claim) {
        return !ahead(claim).isEmpty();
    }

    private SetMember judged(Claim claim) {
        List<Claim> ahead = ahead(claim);
        boolean consistent = generations(claim).consistent();
        List<DirtyRegions> dirty = new ArrayList<>();
        for (Claim other : ahead) {
            evidence.add(new Evidence.OlderGeneration(claim.file(), other.file(),
                    DrbdMetadata.uuid(generations(claim).current()), DrbdMetadata.uuid(generations(other).current())));
            if (between(other, claim) == Generation.AHEAD && !isStale(other)) {
                missing(claim, other).ifPresent(dirty::add);
            }
        }
        if (!ahead.isEmpty() && dirty.isEmpty()) {
            evidence.add(new Evidence.NoBitmap(claim.file()));
        }
        if (!consistent) {
            evidence.add(new Evidence.Recovering(claim.file(), 0));
        }
        Standing standing = !consistent ? Standing.RECOVERING : ahead.isEmpty() ? Standing.CURRENT : Standing.STALE;
        return new SetMember(claim.file(), claim.found(), standing, !ahead.isEmpty(), dirty,
                consistent ? OptionalLong.empty() : OptionalLong.of(0), List.of());
    }

    private Optional<DirtyRegions> missing(Claim claim, Claim keeper) {
        Optional<DirtyRegions> missing = Generation.parted(generations(keeper), generations(claim))
                .flatMap(Peer::missing);
        missing.ifPresent(dirty -> evidence.add(
                new Evidence.Bitmap(claim.file(), List.of(keeper.file()), dirty.count(), dirty.span())));
        return missing;
    }
}
