// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.file.Wording;

/**
 * Why a divergence is left as it is: sentences, so that every language can say them. Two that say
 * the same are equal, wherever they come from.
 *
 * @param sentences
 *            one or more
 * @param override
 *            what a person could allow all the same; absent if nothing, or if the sentences say so
 */
public record Why(List<Sentence> sentences, Optional<Refusal> override) {

    /**
     * A phrase, and what stands in it.
     *
     * @param values
     *            in place of {0}, {1}, ...
     */
    public record Sentence(Phrase phrase, List<String> values) {
        public Sentence {
            values = List.copyOf(values);
        }

        /** With numbers and names as they are. */
        static Sentence of(Phrase phrase, Object... values) {
            return new Sentence(phrase, Arrays.stream(values).map(String::valueOf).toList());
        }

        /** As plans and the command line have it. */
        public String english() {
            return Wording.filled(phrase.english, values);
        }
    }

    /** What can be said. */
    public enum Phrase {
        /** As a plan has it that was read from a file. */
        WRITTEN("{0}"),
        /** What members keep for themselves. */
        OWN_METADATA("the members' own metadata: it differs by design, and is never copied"),
        /** What differs by design. */
        BY_DESIGN("it differs by design from replica to replica"),
        /** The target cannot be read. */
        NOT_READABLE("it cannot be read, so that what is there could not be put back"),
        /** The threshold; the pattern. */
        TOO_FEW_VOTES("no version has {0} votes ({1}): nobody knows which one is right"),
        /** The pattern. */
        TOO_FEW_READABLE("fewer children than the threshold can be read ({0})"),
        /** Read pattern fifo. */
        NO_VOTE("under read pattern fifo no vote is held: plan with read pattern quorum"),
        /** All current members are unreadable. */
        NO_CURRENT("no current member can be read there"),
        /** A recovery is under way. */
        FILLING("its own system is still filling it: let the recovery end"),
        /** Its own list of bad blocks. */
        LISTED_BAD("the member lists these sectors as bad: its own system rewrites them"),
        /** The member's file. */
        STALE_MD("a stale member: md brings it up to date: mdadm /dev/mdN --re-add {0}; or plan with --source current"),
        /** The resource is known to the person. */
        STALE_DRBD("a stale member: DRBD resyncs it from the current node as soon as both are connected:"
                + " drbdadm connect RESOURCE; or plan with --source current"),
        /** The set's name. */
        STALE_LVM("a stale member: LVM brings it up to date: lvconvert --repair {0}; or plan with --source current"),
        /** A replica of a volume. */
        STALE_LONGHORN(
                "a stale member: Longhorn rebuilds it: delete the stale replica; or plan with --source current"),
        /** Of any other system. */
        STALE_OTHER("a stale member: its own system brings it up to date; or plan with --source current"),
        /** The winner is behind. */
        WINNER_BEHIND("the winner has only members that are stale or not recovered there: they are never a source,"
                + " and nothing overrides that"),
        /** The pattern. */
        TIE("a tie ({0}): list order alone has chosen"),
        /** Votes; children; the margin; the margin that is asked for. */
        SMALL_MARGIN("{0} of {1} agree, which is ahead by {2} where the policy asks for {3}"),
        /** How many; the pattern. */
        SAME_BYTES("{0} children have the same outvoted bytes ({1}), so one cause"),
        /** A split brain. */
        SPLIT("the members went on without each other"),
        /** The selection. */
        NOT_ASKED_FOR("--only does not ask for it"),
        /** Free space, swap and the like. */
        HARMLESS("harmless: nothing reads what lies there before it is written anew (select it by class or place"
                + " with --only)"),
        /** The kind of damage. */
        WINNER_DAMAGED("the winner itself looks damaged there ({0})"),
        /** What was looked up may be wrong. */
        PLACE_DISPUTED("the metadata that says what lies there diverges itself"),
        /** A journal that is still needed. */
        NOT_UNMOUNTED("the file system was not cleanly unmounted: its journal is not replayed yet"),
        /** The diagnosis has no answer. */
        KIND_UNKNOWN("nobody could tell what kind of damage it is"),
        /** A length that is no multiple of a sector. */
        PART_OF_SECTOR("a child has only a part of this sector"),
        /** One of both has failed since the scan. */
        NO_LONGER_READABLE("it, or its source, can no longer be read"),
        /** The child. */
        OTHER_WHEN_SCANNED("{0} gave other bytes when the scan read it twice"),
        /** The child. */
        OTHER_WHEN_PLANNED("two reads of {0} gave different bytes"),
        /** Somebody has written since the scan. */
        NO_LONGER_DIFFERS("it no longer differs from its source: scan again");

        private final String english;

        Phrase(String english) {
            this.english = english;
        }

        /** The end of its text's name. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** With {0}, {1}, ... for its values. */
        public String english() {
            return english;
        }
    }

    public Why {
        sentences = List.copyOf(sentences);
    }

    static Why of(Phrase phrase, Object... values) {
        return new Why(List.of(Sentence.of(phrase, values)), Optional.empty());
    }

    /** As a plan's file has it. */
    static Why written(String words) {
        return of(Phrase.WRITTEN, words);
    }

    /** As plans and the command line have it. */
    public String english() {
        return sentences.stream().map(Sentence::english).collect(Collectors.joining("; "))
                + override.map(refusal -> " (--allow " + refusal.word() + ")").orElse("");
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Why other && english().equals(other.english());
    }

    @Override
    public int hashCode() {
        return english().hashCode();
    }
}
