// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlacedRange;

/**
 * What content that is found at another place tells: it went astray, if it is found at one place
 * only or that place misses it in the same child; it is an older version, if it lies in a journal
 * or in free space; it was shifted, if it is the neighbour's.
 */
final class Astray {

    private static final double ALL = 0.85;
    private static final double CLEARLY = 0.2;
    private static final int TWO = 2;
    /** Bytes from the beginning of a file; nearer to it two places are equally far by chance. */
    private static final int FAR = 16 << 10;
    private static final int COMMON = Elsewhere.MOST_PLACES - 1;

    private final Sentences sentences;
    private final Copies copies;
    private final Map<List<Integer>, TreeMap<Long, Draft>> byVersion = new HashMap<>();

    Astray(Sentences sentences, List<Draft> drafts, Copies copies) {
        this.sentences = sentences;
        this.copies = copies;
        drafts.forEach(draft -> byVersion.computeIfAbsent(draft.cluster().version(), _ -> new TreeMap<>())
                .put(draft.cluster().hull().first(), draft));
    }

    /**
     * Whether it may be the majority whose content is another place's: two, who outvoted what may be
     * content.
     */
    static boolean mayBeMajoritys(Draft draft) {
        boolean content = switch (draft.damage()) {
            case STALE, UNKNOWN -> true;
            case JUNK -> draft.witness() == Finding.Witness.AGAINST_WINNER;
            default -> false;
        };
        return content && !draft.isSettled() && draft.cluster().isOutvoted() && draft.cluster().winner().size() <= TWO
                && draft.witness() != Finding.Witness.FOR_WINNER;
    }

    /**
     * The source to believe in; empty if there is none.
     *
     * @param ofMajority
     *            whose bytes are at the sources
     */
    Optional<Elsewhere.Source> source(Draft draft, List<Elsewhere.Source> sources, boolean ofMajority) {
        List<Elsewhere.Source> whole = sources.stream().filter(source -> source.fits() >= ALL).toList();
        if (ofMajority) {
            return whole.stream().filter(source -> source.alternatives() == 0).findFirst();
        }
        return whole.stream().filter(source -> paired(draft, source).isPresent()).findFirst()
                .or(() -> whole.stream().filter(source -> source.alternatives() < COMMON).findFirst());
    }

    /** The damage of the same children at the place that the content was meant for. */
    private Optional<Draft> paired(Draft draft, Elsewhere.Source source) {
        TreeMap<Long, Draft> same = byVersion.getOrDefault(draft.cluster().version(), new TreeMap<>());
        long first = draft.cluster().hull().first() + source.delta();
        Map.Entry<Long, Draft> near = same.floorEntry(first + draft.cluster().hull().count() - 1);
        return near != null && near.getValue() != draft && near.getValue().cluster().hull().end() > first
                ? Optional.of(near.getValue())
                : Optional.empty();
    }

    void tell(Draft draft, Elsewhere.Source source, PlaceReport places) {
        if (draft.isSettled()) {
            return;
        }
        long from = draft.cluster().hull().first() + source.delta();
        Optional<Draft> pair = paired(draft, source);
        Optional<PlacedRange> there = places.pieces().stream().filter(piece -> piece.range().contains(from))
                .findFirst();
        List<Integer> version = draft.cluster().version();
        if (isCopy(draft, source, there)) {
            return;
        }
        boolean tells = Math.abs(source.delta()) == 1 || pair.isPresent() || source.alternatives() == 0
                || (source.sectors() > 1 && draft.damage() != Damage.STALE);
        if (tells) {
            draft.acquitWinner();
        }
        if (Math.abs(source.delta()) == 1) {
            draft.set(new Candidate(Damage.SHIFTED, source.sectors() > 1 ? Strength.STRONG : Strength.FAIR));
            draft.sayFirst(sentences.of(version, source.delta() < 0 ? Phrase.SECTOR_BEFORE : Phrase.SECTOR_BEHIND));
        } else if (pair.isPresent() && isMajoritys(draft, pair.get())) {
            ofMajority(draft, pair.get());
        } else if (pair.isPresent()) {
            draft.set(new Candidate(Damage.MISDIRECTED, Strength.STRONG));
            draft.sayFirst(sentences.of(version, Phrase.LANDED_HERE, from));
            Draft intended = pair.get();
            if (intended.damage() == Damage.STALE && !intended.isSettled()) {
                intended.set(new Candidate(Damage.STALE, Strength.STRONG));
                intended.sayFirst(Statement.of(Phrase.LANDED_THERE, draft.cluster().hull().first()));
            }
        } else if (there.isPresent() && isDead(there.get().place())) {
            draft.set(new Candidate(Damage.STALE, Strength.STRONG));
            draft.sayFirst(sentences.of(version, there.get().place() instanceof Place.Journal
                    ? Phrase.IN_JOURNAL
                    : Phrase.IN_FREE_SPACE, from));
        } else if (tells) {
            draft.set(new Candidate(Damage.MISDIRECTED,
                    source.alternatives() == 0 && source.sectors() > 1 ? Strength.FAIR : Strength.WEAK));
            draft.sayFirst(switch (source.alternatives()) {
                case 0 -> sentences.of(version, Phrase.OF_ONE_PLACE, from);
                case 1 -> sentences.of(version, Phrase.OF_TWO_PLACES, from);
                default -> sentences.of(version, Phrase.OF_PLACES, from, source.alternatives());
            });
        } else {
            draft.runnerUp(Damage.MISDIRECTED);
            draft.say(source.alternatives() == 0
                    ? sentences.of(version, Phrase.AT_ONE_PLACE)
                    : sentences.of(version, Phrase.AT_PLACES, source.alternatives() + 1));
        }
    }

    /**
     * Whether the content is at that place by design: it belongs here, or did once. It is said then.
     */
    private boolean isCopy(Draft draft, Elsewhere.Source source, Optional<PlacedRange> there) {
        SectorRange hull = draft.cluster().hull();
        long from = hull.first() + source.delta();
        if (Math.abs(source.delta()) == 1 || there.filter(piece -> isDead(piece.place())).isPresent()) {
            return false;
        }
        OptionalLong offset = Copies.offset(draft.places(), hull.first());
        boolean same = !draft.isByBytes() && offset.isPresent() && offset.getAsLong() >= FAR
                && there.isPresent() && offset.equals(Copies.offset(List.of(there.get()), from));
        if (!same && !copies.isAroundToo(hull, source.delta())) {
            return false;
        }
        if (same && draft.damage() != Damage.STALE) {
            draft.set(new Candidate(Damage.STALE, Strength.WEAK));
        }
        draft.runnerUp(Damage.MISDIRECTED);
        draft.say(sentences.of(draft.cluster().version(), same ? Phrase.SAME_OFFSET : Phrase.BELONGS_HERE, from));
        return true;
    }

    /**
     * What it tells that the majority's content is at one other place, and the outvoted one's is not.
     */
    void tellOfMajority(Draft draft, Elsewhere.Source source, PlaceReport places) {
        SectorRange hull = draft.cluster().hull();
        long from = hull.first() + source.delta();
        Optional<PlacedRange> there = places.pieces().stream().filter(piece -> piece.range().contains(from))
                .findFirst();
        OptionalLong offset = Copies.offset(draft.places(), hull.first());
        // A whole small file may be a copy of another: nothing of the same file lies around then.
        boolean compares = offset.isEmpty() || offset.getAsLong() > 0;
        if (!mayBeMajoritys(draft) || Math.abs(source.delta()) == 1 || !compares || there.isEmpty()
                || isDead(there.get().place()) || copies.isAroundToo(hull, source.delta())
                || (offset.isPresent() && offset.equals(Copies.offset(List.of(there.get()), from)))) {
            return;
        }
        List<Integer> majority = draft.cluster().winner();
        draft.acquitWinner();
        draft.set(new Candidate(Damage.MISDIRECTED, source.sectors() > 1 ? Strength.FAIR : Strength.WEAK));
        draft.describe(majority);
        draft.blame(majority);
        draft.suspect();
        draft.cap();
        draft.sayFirst(sentences.of(majority, Phrase.OF_ONE_PLACE, from));
    }

    /**
     * Whether it is the majority's write that went astray: what is missing at the other place then is
     * not an older version of what lies there, but here there is an older version.
     */
    private static boolean isMajoritys(Draft draft, Draft pair) {
        return draft.cluster().isOutvoted() && draft.cluster().winner().size() <= 2
                && draft.cluster().winner().equals(pair.cluster().winner()) && !pair.isSettled()
                && (pair.damage() == Damage.STALE || pair.damage() == Damage.UNKNOWN)
                && draft.likeness() > pair.likeness() + CLEARLY;
    }

    private void ofMajority(Draft meant, Draft landed) {
        List<Integer> majority = meant.cluster().winner();
        landed.set(new Candidate(Damage.MISDIRECTED, Strength.FAIR));
        landed.sayFirst(sentences.of(majority, Phrase.MAJORITY_LANDED_HERE, meant.cluster().hull().first()));
        meant.set(new Candidate(Damage.STALE, Strength.FAIR));
        meant.sayFirst(sentences.of(majority, Phrase.MAJORITY_LANDED_THERE, landed.cluster().hull().first()));
        for (Draft draft : List.of(meant, landed)) {
            draft.blame(draft.cluster().winner());
            draft.suspect();
            draft.cap();
            draft.settle();
        }
    }

    private static boolean isDead(Place place) {
        return place instanceof Place.Unallocated || place instanceof Place.Journal;
    }
}
