// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * Divergent runs in the order asked for. Twenty bytes a run: a row is made when it is looked at, as
 * there may be a million. Immutable; may be made on any thread.
 */
final class RunList extends AbstractList<DivergentRun> implements RandomAccess {

    /** More runs than a person can look through; the others are reached by a narrower filter. */
    static final int MOST = 1_000_000;

    /** What runs are sorted by. */
    enum Key {
        SECTOR, COUNT, PATTERN, VOTES, VERDICT, EXPLAINED, OUTVOTED, UNREADABLE, DAMAGE, PLACE, FILE;

        /** Whether it is known only from what was worked out after the scan. */
        boolean isOfWords() {
            return this == DAMAGE || this == PLACE || this == FILE;
        }
    }

    /** What many runs have in common. */
    private record Kind(Ruling ruling, Optional<Reason> explained, boolean suspect) {

        static Kind of(DivergentRun run) {
            return new Kind(run.ruling(), run.explained(), run.suspectWinner());
        }

        /** Unexplained first, as that is what matters. */
        int explanation() {
            return explained.map(reason -> List.of(Reason.values()).indexOf(reason) + 1).orElse(0);
        }
    }

    /** How runs are sorted. */
    record Order(Key key, boolean descending) {
        static final Order BY_SECTOR = new Order(Key.SECTOR, false);
    }

    private final List<Kind> known = new ArrayList<>();
    private long[] firsts = new long[64];
    private long[] counts = new long[64];
    private int[] kinds = new int[64];
    private int size;
    private long sectors;
    private boolean cut;
    private Integer[] order = {};

    private RunList() {}

    static RunList of(Verdicts verdicts, RunFilter filter, Order order) {
        return of(verdicts, filter, order, RunWords.NONE);
    }

    /**
     * @param words
     *            what is known of the runs beyond the votes
     */
    static RunList of(Verdicts verdicts, RunFilter filter, Order order, RunWords words) {
        RunList list = new RunList();
        list.fill(verdicts.runs(), filter);
        list.sort(order, words);
        return list;
    }

    private void fill(Iterator<DivergentRun> runs, RunFilter filter) {
        Map<Kind, Integer> places = new HashMap<>();
        while (runs.hasNext()) {
            DivergentRun run = runs.next();
            if (!filter.shows(run)) {
                continue;
            }
            if (size == MOST) {
                cut = true;
                return;
            }
            int kind = places.computeIfAbsent(Kind.of(run), added -> {
                known.add(added);
                return known.size() - 1;
            });
            add(run.range(), kind);
        }
    }

    private void add(SectorRange range, int kind) {
        if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
        }
        firsts[size] = range.first();
        counts[size] = range.count();
        kinds[size] = kind;
        sectors += range.count();
        size++;
    }

    private void sort(Order wanted, RunWords words) {
        if (wanted.equals(Order.BY_SECTOR)) {
            return;
        }
        Comparator<Integer> by = switch (wanted.key()) {
            case SECTOR -> Comparator.comparingLong(at -> firsts[at]);
            case COUNT -> Comparator.comparingLong(at -> counts[at]);
            case PATTERN -> Comparator.comparing(at -> ruling(at).pattern());
            case VOTES -> Comparator.comparingInt(at -> ruling(at).votes().orElse(0));
            case VERDICT -> Comparator.comparing(at -> ruling(at).verdict());
            case EXPLAINED -> Comparator.comparingInt(at -> kind(at).explanation());
            case OUTVOTED -> Comparator.comparing(at -> ruling(at).outvoted().toString());
            case UNREADABLE -> Comparator.comparing(at -> ruling(at).unreadable().toString());
            case DAMAGE -> byWords(words::damage);
            case PLACE -> byWords(words::place);
            case FILE -> byWords(words::file);
        };
        order = new Integer[size];
        Arrays.setAll(order, Integer::valueOf);
        Arrays.sort(order, wanted.descending() ? by.reversed() : by);
    }

    /** Each run is asked once; those of which nothing is known come last. */
    private Comparator<Integer> byWords(Function<DivergentRun, String> words) {
        String[] all = new String[size];
        Arrays.setAll(all, at -> words.apply(run(at)));
        return Comparator.<Integer, Boolean>comparing(at -> all[at].isEmpty()).thenComparing(at -> all[at]);
    }

    /** The row of the first run that meets the range, whatever they are sorted by; -1 if none does. */
    int rowOf(SectorRange range) {
        int found = -1;
        for (int at = 0; at < size && found < 0; at++) {
            if (firsts[at] < range.end() && firsts[at] + counts[at] > range.first()) {
                found = at;
            }
        }
        for (int row = 0; found >= 0 && row < order.length; row++) {
            if (order[row] == found) {
                return row;
            }
        }
        return found;
    }

    private Ruling ruling(int at) {
        return kind(at).ruling();
    }

    private Kind kind(int at) {
        return known.get(kinds[at]);
    }

    @Override
    public DivergentRun get(int row) {
        return run(order.length == 0 ? row : order[row]);
    }

    private DivergentRun run(int at) {
        Kind kind = kind(at);
        return new DivergentRun(new SectorRange(firsts[at], counts[at]), kind.ruling(), kind.explained(),
                kind.suspect());
    }

    @Override
    public int size() {
        return size;
    }

    /** In all runs together. */
    long sectors() {
        return sectors;
    }

    /** Whether in one of the runs a child could not be read. */
    boolean isUnreadable() {
        return known.stream().anyMatch(kind -> !kind.ruling().unreadable().isEmpty());
    }

    /** Whether there were more than {@link #MOST}. */
    boolean isCut() {
        return cut;
    }
}
