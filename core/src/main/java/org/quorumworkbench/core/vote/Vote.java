// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A vote as people read it: versions lettered from the winner (A, then B, C ... by votes, ties by
 * lowest child), who could not be read, and the verdict.
 *
 * @param childCount
 *            how many children the quorum has, readable or not
 * @param threshold
 *            votes a winner needs
 * @param lettered
 *            the versions, A first; the value of a version is its letter's position. Empty if no
 *            child could be read
 * @param listOrder
 *            positions in {@code lettered} in the order in which the list was searched: newest
 *            version first
 * @param unreadable
 *            children that could not be read, lowest first
 */
public record Vote(int childCount, int threshold, List<Version<Integer>> lettered, List<Integer> listOrder,
        List<Integer> unreadable) {

    public Vote {
        lettered = List.copyOf(lettered);
        listOrder = List.copyOf(listOrder);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Letters the versions of a tally.
     *
     * @param tally
     *            absent if no child could be read
     * @param unreadable
     *            children that could not be read, lowest first
     */
    public static Vote of(Optional<? extends Tally<?>> tally, List<Integer> unreadable, int threshold) {
        if (tally.isEmpty()) {
            return new Vote(unreadable.size(), threshold, List.of(), List.of(), unreadable);
        }
        List<? extends Version<?>> versions = tally.get().versions();
        Version<?> winner = tally.get().winner();
        List<Version<?>> order = new ArrayList<>(versions);
        order.sort(Comparator.<Version<?>>comparingInt(v -> v.index() == winner.index() ? 0 : 1)
                .thenComparing(Comparator.<Version<?>>comparingInt(Version::votes).reversed())
                .thenComparingInt(Version::index));
        List<Version<Integer>> lettered = new ArrayList<>();
        int readable = 0;
        for (Version<?> version : order) {
            lettered.add(new Version<>(lettered.size(), version.children()));
            readable += version.votes();
        }
        List<Integer> listOrder = versions.stream().map(order::indexOf).toList();
        return new Vote(readable + unreadable.size(), threshold, lettered, listOrder, unreadable);
    }

    /** The rule of the scan's JSON, and of every screen. */
    public Verdict verdict() {
        int readable = childCount - unreadable.size();
        if (readable < threshold || lettered.isEmpty()) {
            return Verdict.UNREADABLE;
        }
        if (lettered.getFirst().votes() < threshold) {
            return Verdict.BELOW_THRESHOLD;
        }
        if (lettered.size() > 1 && lettered.get(1).votes() == lettered.getFirst().votes()) {
            return Verdict.TIE;
        }
        return lettered.size() == 1 && unreadable.isEmpty() ? Verdict.UNANIMOUS : Verdict.MAJORITY;
    }

    /** Whether the readable children disagree or a child could not be read. */
    public boolean isDivergent() {
        return lettered.size() > 1 || !unreadable.isEmpty();
    }

    /** The children of version A; empty if no child could be read. */
    public List<Integer> winner() {
        return lettered.isEmpty() ? List.of() : lettered.getFirst().children();
    }

    /** The position of the child's version in {@link #lettered}; absent if it could not be read. */
    public OptionalInt versionOf(int child) {
        return lettered.stream().filter(v -> v.children().contains(child)).mapToInt(Version::value).findFirst();
    }

    /** One character a child: its version's letter, or {@code !} if it could not be read. */
    public String pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int child = 0; child < childCount; child++) {
            OptionalInt version = versionOf(child);
            pattern.append(version.isPresent() ? letter(version.getAsInt()) : '!');
        }
        return pattern.toString();
    }

    /** The letter of a version: A to Z, then a to f (a quorum has at most 32 children). */
    public static char letter(int position) {
        return (char) (position < 26 ? 'A' + position : 'a' + position - 26);
    }
}
