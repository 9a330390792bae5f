// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import java.util.Optional;

/**
 * Sectors of a volume that somebody owns.
 *
 * @param first
 *            first sector in the volume
 * @param end
 *            the sector after the last
 * @param nature
 *            what it is
 * @param what
 *            the same in words, where the nature does not say it all
 * @param by
 *            whose; empty for what is the whole file system's
 * @param fileOffset
 *            of the first sector, in bytes, where the nature is content
 * @param basis
 *            the divergent metadata that this rests on, beyond the claimants' own
 */
record Claim(long first, long end, Nature nature, String what, List<Claimant> by, long fileOffset, Basis basis) {

    /** What is claimed. */
    enum Nature {
        FILE, DIRECTORY, SLACK, METADATA, LIVE_JOURNAL, DEAD_JOURNAL, SWAP, NO_OWNER, NOT_MAPPED;

        boolean isContent() {
            return this == FILE || this == DIRECTORY || this == SLACK;
        }
    }

    long fileOffsetAt(long sector) {
        return fileOffset + (sector - first) * 512;
    }

    /** Whether the other goes on where this ends: one piece, not two. */
    boolean isContinuedBy(Claim next) {
        return end == next.first && nature == next.nature && what.equals(next.what) && by.equals(next.by)
                && basis.equals(next.basis) && (!nature.isContent() || fileOffsetAt(next.first) == next.fileOffset);
    }

    Claim upTo(long newEnd) {
        return new Claim(first, newEnd, nature, what, by, fileOffset, basis);
    }

    /** The answer for the piece of it that begins at that sector. */
    Place place(long sector) {
        return switch (nature) {
            case FILE -> new Place.File(by.getFirst().owner(), fileOffsetAt(sector),
                    what.isEmpty() ? Optional.empty() : Optional.of(what));
            case DIRECTORY -> new Place.Directory(by.getFirst().owner(), fileOffsetAt(sector));
            case SLACK -> new Place.Slack(by.getFirst().owner(), fileOffsetAt(sector));
            case METADATA -> new Place.Metadata(what, by.stream().map(Claimant::owner).toList());
            case LIVE_JOURNAL -> new Place.Journal(what, true);
            case DEAD_JOURNAL -> new Place.Journal(what, false);
            case SWAP -> new Place.Swap(what);
            case NO_OWNER -> new Place.AllocatedNoOwner(what);
            case NOT_MAPPED -> new Place.NotMapped(what);
        };
    }

    Basis restsOn() {
        Basis all = basis;
        for (Claimant claimant : by) {
            all = all.plus(claimant.basis());
        }
        return all;
    }
}
