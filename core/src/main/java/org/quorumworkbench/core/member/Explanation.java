// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Which divergences the members' evidence accounts for. The vote is never changed by it. Cheap to
 * ask for millions of runs, one after the other; immutable, for any thread.
 */
public final class Explanation {

    /** What accounts for a divergence; what comes first is told where several do. */
    public enum Reason {
        METADATA, NOT_RECOVERED, LISTED_BAD, STALE;

        /** As JSON has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Sectors with one explanation.
     *
     * @param range
     *            of the quorum's disk
     * @param reason
     *            empty if nothing accounts for the divergence
     * @param suspectWinner
     *            whether version A has no children but members that are stale or do not hold the
     *            sectors yet
     */
    public record Piece(SectorRange range, Optional<Reason> reason, boolean suspectWinner) {}

    private final List<ExplainedChild> children;

    /**
     * @param children
     *            in the quorum's order
     */
    public Explanation(List<ExplainedChild> children) {
        this.children = List.copyOf(children);
    }

    /** Whether anything could ever be explained. */
    public boolean isSilent() {
        return children.stream().allMatch(ExplainedChild::isSilent);
    }

    /** How many children it knows of. */
    public int children() {
        return children.size();
    }

    /**
     * Cuts a divergent run where its explanation changes.
     *
     * @param run
     *            in which every sector is divergent in the same way; not empty
     * @param pattern
     *            a character for each child: the letter of its version, {@code !} if it cannot be read,
     *            {@code -} if it is left out
     * @param pieces
     *            takes them in order, none equal to its neighbour
     */
    public void explain(SectorRange run, String pattern, Consumer<Piece> pieces) {
        pieces(run, pattern).forEachRemaining(pieces);
    }

    /**
     * As {@link #explain}, a piece when it is asked for: a bitmap can cut a run into millions.
     *
     * @return for one thread
     */
    public Iterator<Piece> pieces(SectorRange run, String pattern) {
        return new Iterator<>() {
            private long from = run.first();

            @Override
            public boolean hasNext() {
                return from < run.end();
            }

            @Override
            public Piece next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long first = from;
                Optional<Reason> reason = reason(first, pattern);
                boolean suspect = suspectWinner(first, pattern);
                do {
                    from = nextChange(from, run.end());
                } while (from < run.end() && reason(from, pattern).equals(reason)
                        && suspectWinner(from, pattern) == suspect);
                return new Piece(new SectorRange(first, from - first), reason, suspect);
            }
        };
    }

    /** The first sector after this one where any child's evidence may change. */
    private long nextChange(long sector, long end) {
        long next = end;
        for (ExplainedChild child : children) {
            next = Math.min(next, child.nextChange(sector));
        }
        return next;
    }

    /**
     * What accounts for the divergence of one sector.
     *
     * @param pattern
     *            as for {@link #explain}
     */
    public Optional<Reason> reason(long sector, String pattern) {
        if (isMetadata(sector, pattern)) {
            return Optional.of(Reason.METADATA);
        }
        char truth = 0;
        boolean known = true;
        for (int child = 0; child < pattern.length(); child++) {
            char version = pattern.charAt(child);
            if (Character.isLetter(version) && children.get(child).isCurrent(sector)) {
                known &= truth == 0 || truth == version;
                truth = version;
            }
        }
        return truth != 0 && known ? reason(sector, pattern, truth) : Optional.empty();
    }

    /** Everybody who differs from what all current members say must have a reason. */
    private Optional<Reason> reason(long sector, String pattern, char truth) {
        Optional<Reason> strongest = Optional.empty();
        for (int child = 0; child < pattern.length(); child++) {
            char version = pattern.charAt(child);
            boolean unreadable = version == '!';
            if (version == truth || (!unreadable && !Character.isLetter(version))) {
                continue;
            }
            Optional<Reason> reason = children.get(child).reason(sector, unreadable);
            if (reason.isEmpty() && !unreadable) {
                return Optional.empty();
            }
            if (reason.isPresent() && (strongest.isEmpty() || reason.get().compareTo(strongest.get()) < 0)) {
                strongest = reason;
            }
        }
        return strongest;
    }

    /** Outside what every child that could be read replicates. */
    private boolean isMetadata(long sector, String pattern) {
        boolean any = false;
        for (int child = 0; child < pattern.length(); child++) {
            if (Character.isLetter(pattern.charAt(child))) {
                if (!children.get(child).isMetadata(sector)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /**
     * Whether version A has no children but members that are stale, or that do not hold the sector yet.
     *
     * @param pattern
     *            as for {@link #explain}
     */
    public boolean suspectWinner(long sector, String pattern) {
        boolean any = false;
        for (int child = 0; child < pattern.length(); child++) {
            if (pattern.charAt(child) == 'A') {
                if (!children.get(child).isSuspect(sector)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
