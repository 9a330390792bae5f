// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Reason;

/**
 * What is known of one child of a quorum beyond its bytes. Sectors are of the quorum's disk.
 *
 * @param current
 *            whether it is a member that has everything, as far as anybody knows
 * @param stale
 *            whether it is a member that misses writes
 * @param dirty
 *            where a stale one may differ; empty for anywhere
 * @param recovered
 *            how many sectors it holds, from the first; empty for all
 * @param badSectors
 *            that it lists as bad, by sector, not overlapping
 * @param metadata
 *            what of it is a member's own, if it was opened whole; by sector, not overlapping
 */
public record ExplainedChild(boolean current, boolean stale, List<DirtyRegions> dirty, OptionalLong recovered,
        List<SectorRange> badSectors, List<SectorRange> metadata) {

    /** A child of which nothing is known. */
    public static final ExplainedChild UNKNOWN = new ExplainedChild(false, false, List.of(), OptionalLong.empty(),
            List.of(), List.of());

    public ExplainedChild {
        dirty = List.copyOf(dirty);
        badSectors = List.copyOf(badSectors);
        metadata = List.copyOf(metadata);
    }

    /** A child that shows the area of a member. */
    public static ExplainedChild ofMember(SetMember member) {
        return new ExplainedChild(member.standing() == Standing.CURRENT, member.stale(), member.dirty(),
                member.recovered(), member.badSectors(), List.of());
    }

    /**
     * A child that shows a member's whole file. Within the replicated bytes its sectors are not those
     * of the set's disk, and nothing can be said.
     *
     * @param found
     *            the metadata of the member
     */
    public static ExplainedChild ofWhole(Found found) {
        return new ExplainedChild(false, false, List.of(), OptionalLong.empty(), List.of(),
                found.metadata().stream().map(area -> SectorRange.ofBytes(area.offset(), area.length()))
                        .sorted(Comparator.comparingLong(SectorRange::first)).toList());
    }

    boolean isSilent() {
        return equals(UNKNOWN);
    }

    /** Whether it can be taken for what was written there. */
    boolean isCurrent(long sector) {
        return current && !isWithin(badSectors, sector);
    }

    boolean isMetadata(long sector) {
        return isWithin(metadata, sector);
    }

    /** Whether a winner that consists of such children only is not to be trusted. */
    boolean isSuspect(long sector) {
        return stale || isBehind(sector);
    }

    private boolean isBehind(long sector) {
        return recovered.isPresent() && sector >= recovered.getAsLong();
    }

    /**
     * Why it may differ from the current members there; unreadable it can only be for a listed sector.
     */
    Optional<Reason> reason(long sector, boolean unreadable) {
        if (!unreadable && isBehind(sector)) {
            return Optional.of(Reason.NOT_RECOVERED);
        }
        if (isWithin(badSectors, sector)) {
            return Optional.of(Reason.LISTED_BAD);
        }
        return !unreadable && stale && (dirty.isEmpty() || isDirty(sector))
                ? Optional.of(Reason.STALE)
                : Optional.empty();
    }

    private boolean isDirty(long sector) {
        for (DirtyRegions regions : dirty) {
            if (regions.isDirty(sector)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(List<SectorRange> ranges, long sector) {
        int at = firstEndingAfter(ranges, sector);
        return at < ranges.size() && ranges.get(at).contains(sector);
    }

    private static int firstEndingAfter(List<SectorRange> ranges, long sector) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (ranges.get(middle).end() > sector) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * The first sector after this one where anything of this may be another; the largest number if
     * none.
     */
    long nextChange(long sector) {
        long next = Math.min(nextChange(badSectors, sector), nextChange(metadata, sector));
        if (recovered.isPresent() && recovered.getAsLong() > sector) {
            next = Math.min(next, recovered.getAsLong());
        }
        for (DirtyRegions regions : dirty) {
            next = Math.min(next, regions.nextChange(sector));
        }
        return next;
    }

    private static long nextChange(List<SectorRange> ranges, long sector) {
        int at = firstEndingAfter(ranges, sector);
        if (at == ranges.size()) {
            return Long.MAX_VALUE;
        }
        return ranges.get(at).contains(sector) ? ranges.get(at).end() : ranges.get(at).first();
    }
}
