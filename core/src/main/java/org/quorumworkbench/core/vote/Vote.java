// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Who agrees with whom as people read it: versions lettered from the winner (A, then B, C ... by
 * votes, ties by lowest child), who could not be read, and the verdict. Where no vote is held (read
 * pattern fifo) A is what the guest gets, and the others follow by their first appearance.
 *
 * @param childCount
 *            how many children the quorum has, readable or not
 * @param threshold
 *            votes a winner needs
 * @param held
 *            whether a vote is held; under read pattern fifo none is
 * @param lettered
 *            the versions, A first; the value of a version is its letter's position. Empty if no
 *            child could be read
 * @param listOrder
 *            positions in {@code lettered} in the order in which the list was searched: newest
 *            version first; empty where no vote is held
 * @param unreadable
 *            children that could not be read, lowest first
 */
public record Vote(int childCount, int threshold, boolean held, List<Version<Integer>> lettered,
        List<Integer> listOrder, List<Integer> unreadable) {

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
            return new Vote(unreadable.size(), threshold, true, List.of(), List.of(), unreadable);
        }
        List<? extends Version<?>> versions = tally.get().versions();
        Version<?> winner = tally.get().winner();
        List<Version<?>> order = new ArrayList<>(versions);
        order.sort(Comparator.<Version<?>>comparingInt(v -> v.index() == winner.index() ? 0 : 1)
                .thenComparing(Comparator.<Version<?>>comparingInt(Version::votes).reversed())
                .thenComparingInt(Version::index));
        List<Integer> listOrder = versions.stream().map(order::indexOf).toList();
        return new Vote(count(order, unreadable), threshold, true, lettered(order), listOrder, unreadable);
    }

    /**
     * Letters the versions where no vote is held: the first child that can be read is asked and nobody
     * else, so A is its version.
     *
     * @param versions
     *            absent if no child could be read
     * @param unreadable
     *            children that could not be read, lowest first
     */
    public static Vote notHeld(Optional<? extends Tally<?>> versions, List<Integer> unreadable, int threshold) {
        List<Version<?>> order = new ArrayList<>();
        versions.ifPresent(seen -> order.addAll(seen.versions()));
        order.sort(Comparator.comparingInt(Version::index));
        return new Vote(count(order, unreadable), threshold, false, lettered(order), List.of(), unreadable);
    }

    private static List<Version<Integer>> lettered(List<Version<?>> order) {
        return IntStream.range(0, order.size()).mapToObj(at -> new Version<>(at, order.get(at).children())).toList();
    }

    private static int count(List<Version<?>> versions, List<Integer> unreadable) {
        return versions.stream().mapToInt(Version::votes).sum() + unreadable.size();
    }

    /** The rule of the scan's JSON, and of every screen. */
    public Verdict verdict() {
        int readable = childCount - unreadable.size();
        if (lettered.isEmpty() || (held && readable < threshold)) {
            return Verdict.UNREADABLE;
        }
        boolean agreed = lettered.size() == 1 && unreadable.isEmpty();
        if (!held) {
            return agreed ? Verdict.UNANIMOUS : Verdict.DIFFERS;
        }
        if (lettered.getFirst().votes() < threshold) {
            return Verdict.BELOW_THRESHOLD;
        }
        if (lettered.size() > 1 && lettered.get(1).votes() == lettered.getFirst().votes()) {
            return Verdict.TIE;
        }
        return agreed ? Verdict.UNANIMOUS : Verdict.MAJORITY;
    }

    /** Whether the readable children disagree or a child could not be read. */
    public boolean isDivergent() {
        return lettered.size() > 1 || !unreadable.isEmpty();
    }

    /**
     * The children of the version that won, by list order in a tie; empty below the threshold, where
     * there is only a {@link #largest} version. Where no vote is held, the one child that the guest
     * gets.
     */
    public List<Integer> winner() {
        if (!verdict().succeeds()) {
            return List.of();
        }
        return held ? largest() : List.of(lettered.getFirst().index());
    }

    /** The children of version A, whether it has won or not; empty if no child could be read. */
    public List<Integer> largest() {
        return lettered.isEmpty() ? List.of() : lettered.getFirst().children();
    }

    /**
     * The children of the one version that is larger than every other; empty where several are equally
     * large, of which A is only the one whose first vote came last.
     */
    public List<Integer> largestAlone() {
        int most = largest().size();
        return lettered.stream().filter(version -> version.votes() == most).count() == 1 ? largest() : List.of();
    }

    /** The votes of version A, 0 if no child could be read; absent where no vote is held. */
    public OptionalInt votes() {
        return held ? OptionalInt.of(largest().size()) : OptionalInt.empty();
    }

    /**
     * The children that lost to a winner with enough votes, alone at the top, lowest first. In a tie
     * the others are only not chosen, and where nobody wins nobody is outvoted.
     */
    public List<Integer> outvoted() {
        return verdict() == Verdict.MAJORITY ? others() : List.of();
    }

    /** In a tie, the readable children that list order did not choose, lowest first; else nobody. */
    public List<Integer> notChosen() {
        return verdict() == Verdict.TIE ? others() : List.of();
    }

    private List<Integer> others() {
        return lettered.stream().skip(1).flatMap(version -> version.children().stream()).sorted().toList();
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
