// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a divergence is left as it is. The first few are refused unless a person expressly allows
 * them.
 */
public enum Refusal {
    /** Several versions have the most votes: which one is right, nobody knows. */
    TIES(true),
    /** The winner is ahead by fewer votes than the policy asks for. */
    MARGIN(true),
    /** The winner's own bytes look damaged, or its members are stale. */
    SUSPECT(true),
    /** Several children have the same outvoted bytes: one cause, so that votes count for less. */
    CORRELATED(true),
    /** Nobody could tell what kind of damage it is. */
    UNKNOWN(true),
    /** What lies there is told by metadata that diverges itself. */
    DISPUTED(true),
    /** Two reads gave different bytes. */
    UNSTABLE(true),
    /** The file system there has a journal that is not replayed yet. */
    DIRTY_JOURNAL(true),
    /** What differs between replicas by design. */
    PER_DEVICE(false),
    /** Nothing will ever read what lies there before it is written anew. */
    BENIGN(false),
    /** A member that misses writes: its own system brings it up to date. */
    STALE(false),
    /** A member that is being filled by its own system. */
    NOT_RECOVERED(false),
    /** Sectors that the member itself lists as bad. */
    LISTED_BAD(false),
    /** No version has the votes that the threshold asks for. */
    BELOW_THRESHOLD(false),
    /** It cannot be read, so that nothing could be taken back. */
    UNREADABLE(false),
    /** Under read pattern fifo no vote is held. */
    NO_VOTE(false),
    /** A last sector that the child has only a part of. */
    PARTIAL(false),
    /** The selection does not ask for it. */
    NOT_SELECTED(false);

    private final boolean overridable;

    Refusal(boolean overridable) {
        this.overridable = overridable;
    }

    /** Whether a person can allow it all the same. */
    public boolean isOverridable() {
        return overridable;
    }

    /** As plans and the command line have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The refusal of that word. */
    public static Optional<Refusal> of(String word) {
        return Arrays.stream(values()).filter(refusal -> refusal.word().equals(word)).findFirst();
    }
}
