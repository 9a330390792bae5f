// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.Optional;
import org.quorumworkbench.core.member.Testimony.Generations;
import org.quorumworkbench.core.member.Testimony.Generations.Peer;

/**
 * How two members of DRBD stand to each other, by the generations that they name (the rules by
 * which DRBD itself decides who synchronises whom: DRBD user's guide, "The generation identifier
 * tuple").
 */
enum Generation {
    SAME, AHEAD, AHEAD_WITHOUT_BITMAP, BEHIND, BEHIND_WITHOUT_BITMAP, SPLIT, UNRELATED;

    // UUID_JUST_CREATED of drbd.h: every new member has it, so that it relates nobody to anybody.
    private static final long JUST_CREATED = 4;

    /** The lowest bit says that the member was primary, and belongs to no generation. */
    static long of(long uuid) {
        return uuid & ~1L;
    }

    static boolean isReal(long generation) {
        return generation != 0 && generation != JUST_CREATED;
    }

    /** How {@code one} stands to {@code other}. */
    static Generation between(Generations one, Generations other) {
        if (one.current() == other.current() && isReal(one.current())) {
            return SAME;
        }
        boolean ahead = parted(one, other).filter(peer -> isSame(peer.generation(), other.current())).isPresent();
        boolean behind = parted(other, one).filter(peer -> isSame(peer.generation(), one.current())).isPresent();
        if (ahead != behind) {
            return ahead ? AHEAD : BEHIND;
        }
        boolean knewOther = isReal(other.current()) && one.history().contains(other.current());
        boolean knewOne = isReal(one.current()) && other.history().contains(one.current());
        if (knewOther != knewOne) {
            return knewOther ? AHEAD_WITHOUT_BITMAP : BEHIND_WITHOUT_BITMAP;
        }
        long left = parted(one, other).map(Peer::generation).orElse(0L);
        long right = parted(other, one).map(Peer::generation).orElse(0L);
        boolean common = isSame(left, right) || (one.history().contains(right) && isReal(right))
                || (other.history().contains(left) && isReal(left))
                || one.history().stream().anyMatch(other.history()::contains);
        return ahead || knewOther || common ? SPLIT : UNRELATED;
    }

    private static boolean isSame(long one, long other) {
        return one == other && isReal(one);
    }

    /** What one keeps of the other. */
    static Optional<Peer> parted(Generations one, Generations other) {
        return one.peers().stream().filter(peer -> peer.node() == other.node() || peer.node() < 0).findFirst();
    }
}
