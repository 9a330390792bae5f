// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.quorumworkbench.core.place.Claim.Nature;

/**
 * Who owns the wanted sectors of a volume: filled in one pass over its metadata, in which only
 * those who own a wanted sector are kept. Memory follows the owners that were found, not the files
 * that there are.
 */
final class Claims {

    /** A claim is about 150 bytes, with its owner. */
    private static final int MOST = 400_000;

    private final SortedRanges wanted;
    private final List<Claim> claims = new ArrayList<>();
    private final Map<Long, Claimant> byInode = new HashMap<>();
    private boolean full;

    /** None yet; {@code wanted} are sectors of the volume. */
    Claims(SortedRanges wanted) {
        this.wanted = wanted;
    }

    SortedRanges wanted() {
        return wanted;
    }

    /** Whether one of these sectors is wanted. */
    boolean meets(long first, long end) {
        return wanted.meets(first, end);
    }

    /** Whether claims had to be left out: a sector without a claim may have an owner all the same. */
    boolean isFull() {
        return full;
    }

    /** The one claimant with that inode number. */
    Claimant byInode(long inode, long links, Supplier<Basis> basis) {
        return byInode.computeIfAbsent(inode,
                number -> new Claimant(OptionalLong.of(number), links, basis.get()));
    }

    /** Those that have an inode number. */
    Map<Long, Claimant> byInode() {
        return byInode;
    }

    void add(Claim claim) {
        if (claim.first() >= claim.end() || !meets(claim.first(), claim.end())) {
            return;
        }
        if (!claims.isEmpty() && claims.getLast().isContinuedBy(claim)) {
            claims.set(claims.size() - 1, claims.getLast().upTo(claim.end()));
        } else if (claims.size() < MOST) {
            claims.add(claim);
        } else {
            full = true;
        }
    }

    /** What belongs to the file system as a whole. */
    void metadata(long first, long end, String what, Basis basis) {
        add(new Claim(first, end, Nature.METADATA, what, List.of(), 0, basis));
    }

    /** What belongs to the file system for the sake of one file. */
    void metadata(long first, long end, String what, Claimant of) {
        add(new Claim(first, end, Nature.METADATA, what, List.of(of), 0, Basis.AGREED));
    }

    /**
     * A file's or directory's content: what lies at or beyond its end is slack.
     *
     * @param size
     *            the file's, in bytes
     * @param fileOffset
     *            of the first sector, in bytes
     * @param remark
     *            empty if there is none
     */
    void content(long first, long end, Nature nature, Claimant of, long size, long fileOffset, String remark) {
        long inside = fileOffset >= size ? 0 : Math.ceilDiv(size - fileOffset, (long) SECTOR);
        long cut = Math.min(end, first + Math.min(inside, end - first));
        add(new Claim(first, cut, nature, remark, List.of(of), fileOffset, Basis.AGREED));
        add(new Claim(cut, end, Nature.SLACK, "", List.of(of), fileOffset + (cut - first) * SECTOR, Basis.AGREED));
    }

    /**
     * By their first sector, those with the same one in the order in which they were made; one claim
     * where one goes on where another ends.
     */
    List<Claim> sorted() {
        claims.sort(Comparator.comparingLong(Claim::first));
        List<Claim> sorted = new ArrayList<>();
        for (Claim claim : claims) {
            if (!sorted.isEmpty() && sorted.getLast().isContinuedBy(claim)) {
                sorted.set(sorted.size() - 1, sorted.getLast().upTo(claim.end()));
            } else {
                sorted.add(claim);
            }
        }
        return sorted;
    }
}
