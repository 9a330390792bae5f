// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Testimony.Mirror;

/**
 * Judges the members of an md or dm-raid mirror. A member is stale if its events are lower and
 * either lower by two or more, or a fresher member saw it fail or went on without it. One less
 * alone may be a superblock that was not written any more when the power went, and the kernel takes
 * such a member for current.
 */
final class MirrorJudgement {

    private final List<Claim> claims;
    private final long most;
    private final Set<Claim> split = new HashSet<>();
    private final List<Evidence> evidence = new ArrayList<>();

    /**
     * @param claims
     *            one or more, all with events and the testimony of a mirror
     */
    MirrorJudgement(List<Claim> claims) {
        this.claims = claims;
        most = claims.stream().mapToLong(MirrorJudgement::events).reduce(0, Fresher::of);
    }

    private interface Fresher {
        static long of(long one, long other) {
            return Long.compareUnsigned(one, other) >= 0 ? one : other;
        }
    }

    MemberSet set() {
        findSplit();
        List<Claim> current = claims.stream()
                .filter(claim -> !isStale(claim) && hasRole(claim) && mirror(claim).recovered().isEmpty()).toList();
        List<SetMember> members = claims.stream().map(claim -> judged(claim, current)).toList();
        return Sets.named(claims, members, !split.isEmpty(), evidence);
    }

    private static Mirror mirror(Claim claim) {
        return (Mirror) claim.found().testimony();
    }

    private static long events(Claim claim) {
        return claim.found().events().orElse(0);
    }

    private static boolean hasRole(Claim claim) {
        State state = claim.found().state().orElse(State.CLEAN);
        return state != State.SPARE && state != State.FAULTY;
    }

    /**
     * Each went on while it took the other for missing, so that both were written to alone. A member
     * that joined later is unknown to one that left before, which looks the same in its table: such
     * pairs count only if their events are equal.
     */
    private void findSplit() {
        for (int i = 0; i < claims.size(); i++) {
            for (Claim other : claims.subList(i + 1, claims.size())) {
                Claim one = claims.get(i);
                boolean known = events(one) == events(other) || (mirror(one).original() && mirror(other).original());
                if (known && testifies(one, other) && testifies(other, one)) {
                    split.add(one);
                    split.add(other);
                    evidence.add(new Evidence.SplitBrain(one.file(), other.file(), events(one), events(other)));
                }
            }
        }
    }

    private static boolean testifies(Claim witness, Claim other) {
        return mirror(witness).testifiesAgainst(mirror(other));
    }

    private boolean isStale(Claim claim) {
        if (claim.found().state().orElse(State.CLEAN) == State.FAULTY) {
            return true;
        }
        long behind = most - events(claim);
        return behind != 0 && !split.contains(claim) && (behind != 1 || !witnesses(claim).isEmpty());
    }

    /**
     * Fresher members by whose table it is not in the mirror; of copies only the first, for they are
     * one witness.
     */
    private List<Claim> witnesses(Claim claim) {
        List<Claim> witnesses = new ArrayList<>();
        for (Claim other : claims) {
            if (Long.compareUnsigned(events(other), events(claim)) > 0 && testifies(other, claim)
                    && witnesses.stream().noneMatch(other::isCopyOf)) {
                witnesses.add(other);
            }
        }
        return witnesses;
    }

    private SetMember judged(Claim claim, List<Claim> current) {
        Mirror mirror = mirror(claim);
        boolean stale = isStale(claim);
        List<DirtyRegions> dirty = List.of();
        if (claim.found().state().filter(state -> state == State.SPARE || state == State.FAULTY).isPresent()) {
            evidence.add(new Evidence.NoRole(claim.file(), claim.found().state().get()));
        }
        if (hasRole(claim)) {
            events(claim, stale);
        }
        if (stale) {
            dirty = dirty(claim, current);
        }
        mirror.recovered().ifPresent(from -> evidence.add(new Evidence.Recovering(claim.file(), from)));
        if (!mirror.badSectors().isEmpty()) {
            evidence.add(new Evidence.BadBlocks(claim.file(),
                    mirror.badSectors().stream().mapToLong(SectorRange::count).sum()));
        }
        if (mirror.writeMostly()) {
            evidence.add(new Evidence.WriteMostly(claim.file()));
        }
        boolean spare = claim.found().state().orElse(State.CLEAN) == State.SPARE;
        Standing standing = spare
                ? Standing.SPARE
                : mirror.recovered().isPresent()
                        ? Standing.RECOVERING
                        : stale
                                ? Standing.STALE
                                : Standing.CURRENT;
        return new SetMember(claim.file(), claim.found(), standing, stale, dirty,
                spare ? OptionalLong.of(0) : mirror.recovered(), mirror.badSectors());
    }

    private void events(Claim claim, boolean stale) {
        List<Integer> freshest = claims.stream().filter(other -> events(other) == most).map(Claim::file).distinct()
                .toList();
        if (stale) {
            evidence.add(new Evidence.StaleSince(claim.file(), events(claim), freshest, most));
            List<Claim> witnesses = witnesses(claim);
            if (!witnesses.isEmpty()) {
                boolean failed = witnesses.stream()
                        .allMatch(witness -> mirror(witness).failed().contains(mirror(claim).number()));
                evidence.add(new Evidence.Missed(claim.file(), witnesses.stream().map(Claim::file).toList(), failed));
            }
        } else if (events(claim) != most && !split.contains(claim)) {
            evidence.add(new Evidence.OneBehind(claim.file(), events(claim), freshest));
        }
    }

    /** A stale member's own bitmap means nothing; those of current ones know what it misses. */
    private List<DirtyRegions> dirty(Claim claim, List<Claim> current) {
        List<DirtyRegions> dirty = new ArrayList<>();
        List<Integer> keepers = new ArrayList<>();
        for (Claim keeper : current) {
            Optional<WriteIntent> bitmap = mirror(keeper).bitmap()
                    .filter(known -> known.isValidFor(events(claim)));
            if (bitmap.isPresent()) {
                dirty.add(bitmap.get().dirty());
                keepers.add(keeper.file());
            }
        }
        if (keepers.isEmpty()) {
            evidence.add(new Evidence.NoBitmap(claim.file()));
        } else {
            DirtyRegions largest = dirty.stream().reduce((one, other) -> other.count() > one.count() ? other : one)
                    .orElseThrow();
            evidence.add(new Evidence.Bitmap(claim.file(), keepers.stream().distinct().toList(), largest.count(),
                    largest.span()));
        }
        return dirty;
    }
}
