// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.quorumworkbench.core.place.FileSystem.Gap;

/**
 * Cuts the wanted sectors of a file system at the borders of their owners: one piece for each
 * maximal run with the same owner. Where several own a sector (files that share blocks by design,
 * or a damaged file system) there is a piece for each.
 */
final class Pieces {

    /** More owners of one sector than any honest file system has; the rest are left out. */
    private static final int MOST_SHARING = 16;

    private final FileSystem fileSystem;
    private final Claims claims;
    private final Warnings warnings;
    private final Consumer<Piece> sink;
    private final List<Claim> sorted;
    private final List<Claim> open = new ArrayList<>();
    private int next;

    /**
     * A piece.
     *
     * @param first
     *            first sector in the volume
     * @param end
     *            the sector after the last
     */
    record Piece(long first, long end, Place place, Basis basis) {}

    private Pieces(FileSystem fileSystem, Claims claims, Warnings warnings, Consumer<Piece> sink) {
        this.fileSystem = fileSystem;
        this.claims = claims;
        this.warnings = warnings;
        this.sink = sink;
        this.sorted = claims.sorted();
    }

    /** Tells the pieces in order. */
    static void cut(FileSystem fileSystem, Claims claims, Warnings warnings, Consumer<Piece> sink) {
        Pieces pieces = new Pieces(fileSystem, claims, warnings, sink);
        SortedRanges wanted = claims.wanted();
        for (int at = 0; at < wanted.size(); at++) {
            pieces.range(wanted.first(at), wanted.end(at));
        }
    }

    private void range(long first, long end) {
        for (long at = first; at < end;) {
            long sector = at;
            open.removeIf(claim -> claim.end() <= sector);
            while (next < sorted.size() && sorted.get(next).first() <= at) {
                open(sorted.get(next++), at);
            }
            long until = next < sorted.size() ? Math.min(end, sorted.get(next).first()) : end;
            if (open.isEmpty()) {
                gap(at, until);
                at = until;
            } else {
                at = owned(at, until);
            }
        }
    }

    private void open(Claim claim, long at) {
        if (claim.end() <= at) {
            return;
        }
        if (open.size() < MOST_SHARING) {
            open.add(claim);
        } else {
            warnings.add("sector " + at + " of the volume has more than " + MOST_SHARING + " owners");
        }
    }

    /** Tells who owns the sectors as far as all of the owners go; the end of that. */
    private long owned(long first, long end) {
        long until = Math.min(end, open.stream().mapToLong(Claim::end).min().orElse(end));
        for (Claim claim : open) {
            sink.accept(new Piece(first, until, claim.place(first), claim.restsOn().plus(fileSystem.basis())));
        }
        return until;
    }

    private void gap(long first, long end) {
        long inside = Math.min(end, fileSystem.sectors());
        long at = first;
        while (at < inside) {
            Piece piece = gapPiece(at, inside);
            sink.accept(piece);
            at = piece.end();
        }
        if (at < end) {
            sink.accept(new Piece(at, end, new Place.NotMapped("behind the end of the " + fileSystem.name()
                    + " file system"), fileSystem.basis()));
        }
    }

    /** Neighbouring gaps that say the same are one piece. */
    private Piece gapPiece(long first, long end) {
        try {
            Gap gap = fileSystem.gap(first, end);
            long until = gap.end();
            while (until < end) {
                Gap more = fileSystem.gap(until, end);
                if (more.inUse() != gap.inUse() || !more.basis().equals(gap.basis())) {
                    break;
                }
                until = more.end();
            }
            return new Piece(first, Math.min(until, end), place(gap.inUse()), gap.basis().plus(fileSystem.basis()));
        } catch (Malformed e) {
            return new Piece(first, end, new Place.NotMapped("what is free cannot be told: " + e.reason()),
                    fileSystem.basis());
        }
    }

    private Place place(boolean inUse) {
        if (!inUse) {
            return new Place.Unallocated();
        }
        return claims.isFull()
                ? new Place.NotMapped("too many owners to keep; ask for fewer sectors at once")
                : new Place.AllocatedNoOwner(warnings.isEmpty()
                        ? "in use, and no file was found that has it"
                        : "in use, and no file was found that has it; some could not be read");
    }
}
