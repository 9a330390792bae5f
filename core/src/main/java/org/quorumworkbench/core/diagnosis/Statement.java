// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quorumworkbench.core.file.Wording;

/**
 * A sentence of a finding's evidence: a phrase, and what stands in it, so that every language can
 * say it. Immutable.
 *
 * @param values
 *            in place of {0}, {1}, ...
 */
public record Statement(Phrase phrase, List<Value> values) {

    /** What stands in a phrase. */
    public sealed interface Value {

        /** Children, at least one. */
        record Names(List<String> names) implements Value {
            public Names {
                names = List.copyOf(names);
            }
        }

        /** A count, or a sector. */
        record Count(long count) implements Value {}

        /** A measure, told with one decimal. */
        record Measure(double measure) implements Value {}

        /** Something on the disk, or a value of it, as it is. */
        record Word(String word) implements Value {}
    }

    /**
     * What can be said. Where the first value is children, a phrase may have a form for a single one.
     */
    public enum Phrase {
        ONE_BIT("{0} differs in one bit.", "{0} differ in one bit."), FEW_BITS("{0} differs in {1} bits of {2} bytes.",
                "{0} differ in {1} bits of {2} bytes."), BITS_OF_A_BYTE("{0} differs in {1} bits of 1 byte.",
                        "{0} differ in {1} bits of 1 byte."), BIT_OF_EACH(
                                "{0} differs in one bit of each of {1} sectors.",
                                "{0} differ in one bit of each of {1} sectors."), BITS_OF_EACH(
                                        "{0} differs in at most {1} bits of each sector.",
                                        "{0} differ in at most {1} bits of each sector."), BIT_SET(
                                                "{0} has bit {1} always set in every byte, {2} times otherwise than the others.",
                                                "{0} have bit {1} always set in every byte, {2} times otherwise than the others."), BIT_CLEAR(
                                                        "{0} has bit {1} always clear in every byte, {2} times otherwise than the others.",
                                                        "{0} have bit {1} always clear in every byte, {2} times otherwise than the others."), LINE_SET(
                                                                "{0} has bit {1} always set in one of every {3} bytes, {2} times otherwise than the others.",
                                                                "{0} have bit {1} always set in one of every {3} bytes, {2} times otherwise than the others."), LINE_CLEAR(
                                                                        "{0} has bit {1} always clear in one of every {3} bytes, {2} times otherwise than the others.",
                                                                        "{0} have bit {1} always clear in one of every {3} bytes, {2} times otherwise than the others."), ZEROES(
                                                                                "{0} has zeroes.",
                                                                                "{0} have zeroes."), ALL_ONES(
                                                                                        "{0} has bytes of 0xFF.",
                                                                                        "{0} have bytes of 0xFF."), BYTE_REPEATED(
                                                                                                "{0} has the byte 0x{1} again and again.",
                                                                                                "{0} have the byte 0x{1} again and again."), PATTERN_REPEATED(
                                                                                                        "{0} has a pattern of {1} bytes again and again.",
                                                                                                        "{0} have a pattern of {1} bytes again and again."), SECTOR_REPEATED(
                                                                                                                "{0} has the same sector {1} times.",
                                                                                                                "{0} have the same sector {1} times."), SWAPPED(
                                                                                                                        "{0} has the others' bytes in words of {1}, each turned round.",
                                                                                                                        "{0} have the others' bytes in words of {1}, each turned round."), LATER(
                                                                                                                                "{0} has the others' bytes {1} bytes later.",
                                                                                                                                "{0} have the others' bytes {1} bytes later."), EARLIER(
                                                                                                                                        "{0} has the others' bytes {1} bytes earlier.",
                                                                                                                                        "{0} have the others' bytes {1} bytes earlier."), BYTE_LATER(
                                                                                                                                                "{0} has the others' bytes 1 byte later.",
                                                                                                                                                "{0} have the others' bytes 1 byte later."), BYTE_EARLIER(
                                                                                                                                                        "{0} has the others' bytes 1 byte earlier.",
                                                                                                                                                        "{0} have the others' bytes 1 byte earlier."), WITHOUT_ORDER(
                                                                                                                                                                "{0} has bytes without order ({1} bits a byte) where the others have {2}.",
                                                                                                                                                                "{0} have bytes without order ({1} bits a byte) where the others have {2}."), PACKED(
                                                                                                                                                                        "{0} has bytes without any order where the others look packed.",
                                                                                                                                                                        "{0} have bytes without any order where the others look packed."), SHARED(
                                                                                                                                                                                "{0} shares {1} % of its bytes with the others: another version of the same.",
                                                                                                                                                                                "{0} share {1} % of their bytes with the others: another version of the same."), SAME_KIND(
                                                                                                                                                                                        "{0} has content of the same kind as the others, and other content.",
                                                                                                                                                                                        "{0} have content of the same kind as the others, and other content."), NOT_TOLD(
                                                                                                                                                                                                "{0} differs in a way that the bytes do not tell.",
                                                                                                                                                                                                "{0} differ in a way that the bytes do not tell."), NOT_SEEN(
                                                                                                                                                                                                        "{0} has bytes without order, as the others do: what they are cannot be seen.",
                                                                                                                                                                                                        "{0} have bytes without order, as the others do: what they are cannot be seen."), TRIMMED(
                                                                                                                                                                                                                "All of the 64 KiB pieces that it lies in are zero."), WON(
                                                                                                                                                                                                                        "{0} won with {1} of {2} votes.",
                                                                                                                                                                                                                        "{0} won with {1} of {2} votes."), TIE(
                                                                                                                                                                                                                                "It is a tie: the vote names nobody."), NO_VOTE(
                                                                                                                                                                                                                                        "No vote is held: who is right the bytes alone can tell."), NOBODY_WON(
                                                                                                                                                                                                                                                "No version has the votes to win: the vote names nobody."), SAME_BYTES(
                                                                                                                                                                                                                                                        "{0} have the same bytes: a common cause, and no independent votes."), SAMPLED(
                                                                                                                                                                                                                                                                "Judged by {0} of its sectors."), GONE(
                                                                                                                                                                                                                                                                        "Its sectors cannot be read any more, or agree by now."), MISSED(
                                                                                                                                                                                                                                                                                "{0} missed the writes here, by the members' own metadata.",
                                                                                                                                                                                                                                                                                "{0} missed the writes here, by the members' own metadata."), NOT_RECOVERED(
                                                                                                                                                                                                                                                                                        "{0} was not recovered up to here, by the members' own metadata.",
                                                                                                                                                                                                                                                                                        "{0} were not recovered up to here, by the members' own metadata."), OLD_DATA_WON(
                                                                                                                                                                                                                                                                                                "The vote was won by the old data."), SUSPECT(
                                                                                                                                                                                                                                                                                                        "{0} won, and by its own metadata it misses writes: the winner is not to be trusted.",
                                                                                                                                                                                                                                                                                                        "{0} won, and by their own metadata they miss writes: the winner is not to be trusted."), CHECKSUM_WRONG(
                                                                                                                                                                                                                                                                                                                "The checksum of {0} is wrong in {1} and right in {2}."), STRUCTURE_WRONG(
                                                                                                                                                                                                                                                                                                                        "The structure of {0} is wrong in {1} and right in {2}."), MAJORITY_DAMAGED(
                                                                                                                                                                                                                                                                                                                                "The majority is the damaged one."), BOTH_WRITTEN(
                                                                                                                                                                                                                                                                                                                                        "The checksum of {0} is right in both versions: both were written, one later."), OLDER(
                                                                                                                                                                                                                                                                                                                                                "By the time or number in it {0} has the older one.",
                                                                                                                                                                                                                                                                                                                                                "By the time or number in it {0} have the older one."), CHECKSUMS_MIXED(
                                                                                                                                                                                                                                                                                                                                                        "Of the checksums here some match in the one version and some in the other."), LOOKS_DAMAGED(
                                                                                                                                                                                                                                                                                                                                                                "The majority looks damaged, and the outvoted version does not."), TWICE(
                                                                                                                                                                                                                                                                                                                                                                        "Where the damage begins or ends, the majority has its neighbour's bytes twice."), FITS(
                                                                                                                                                                                                                                                                                                                                                                                "The bytes of {0} fit what lies around, those of {1} do not."), SECTOR_BEFORE(
                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} is that of the sector before."), SECTOR_BEHIND(
                                                                                                                                                                                                                                                                                                                                                                                                "The content of {0} is that of the sector behind."), LANDED_HERE(
                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} belongs to sector {1}, where it is missing in the same child: a write that landed here."), LANDED_THERE(
                                                                                                                                                                                                                                                                                                                                                                                                                "The write that was meant for here landed at sector {0}."), MAJORITY_LANDED_HERE(
                                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} belongs to sector {1}, where it has an older version: a write that landed here.",
                                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} belongs to sector {1}, where they have an older version: a write that landed here."), MAJORITY_LANDED_THERE(
                                                                                                                                                                                                                                                                                                                                                                                                                                "The write that was meant for here landed at sector {1} in {0}."), IN_JOURNAL(
                                                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} is also at sector {1}, in the journal: an older version of this place."), IN_FREE_SPACE(
                                                                                                                                                                                                                                                                                                                                                                                                                                                "The content of {0} is also at sector {1}, in free space: an older version of this place."), OF_ONE_PLACE(
                                                                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} is that of sector {1} and of no other place."), OF_PLACES(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                "The content of {0} is that of sector {1} and of {2} other places."), OF_TWO_PLACES(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} is that of sector {1} and of another place."), AT_PLACES(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                "The content of {0} is at {1} other places too."), AT_ONE_PLACE(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} is at another place too."), FRONT_REACHED(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                "The front of the write reached {0}, the rest did not."), CUT(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "{0} has the bytes of {1} up to sector {2} and those of {3} from sector {4} on, or the other way round: a write that was cut.",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "{0} have the bytes of {1} up to sector {2} and those of {3} from sector {4} on, or the other way round: a write that was cut."), PART_OLDER(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                "Another child has the same older bytes in a part of it only."), BREAKS(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "{0} has bytes without order that break what is packed here.",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "{0} have bytes without order that break what is packed here."), TIMES(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                "The times in the bytes of {0} are later than those of {1}."), LATER_STATE(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "By the structure of {0}, {1} has a later state than {2}."), BELONGS_HERE(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                "The content of {0} is at sector {1} too, and so is what lies around: it belongs here."), SAME_OFFSET(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "The content of {0} is at sector {1} too, as far from the beginning of another file: an older version that both had."), MAP_DIVERGES(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                "The metadata that says what lies here diverges itself."), MAP_OF(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        "The metadata that says what lies here diverges itself; so says that of {0}.");

        private final String one;
        private final String several;
        private final boolean counted;

        Phrase(String only) {
            one = only;
            several = only;
            counted = false;
        }

        Phrase(String one, String several) {
            this.one = one;
            this.several = several;
            counted = true;
        }

        /** The end of its texts' names. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it is said otherwise of one child than of several. */
        public boolean isCounted() {
            return counted;
        }

        /** In English, with {0}, {1}, ... for its values. */
        public String english(boolean ofOne) {
            return ofOne ? one : several;
        }
    }

    public Statement {
        values = List.copyOf(values);
    }

    static Statement of(Phrase phrase) {
        return new Statement(phrase, List.of());
    }

    static Statement of(Phrase phrase, Value... values) {
        return new Statement(phrase, List.of(values));
    }

    /** With numbers only. */
    static Statement of(Phrase phrase, long... numbers) {
        List<Value> values = new ArrayList<>();
        for (long number : numbers) {
            values.add(new Value.Count(number));
        }
        return new Statement(phrase, values);
    }

    /** The same of these children, who come first in it. */
    Statement about(Value.Names children) {
        List<Value> all = new ArrayList<>(List.of(children));
        all.addAll(values);
        return new Statement(phrase, all);
    }

    /** Whether it is said of one child, where that makes a difference. */
    public boolean isOfOne() {
        return phrase.counted && values.getFirst() instanceof Value.Names(List<String> names) && names.size() == 1;
    }

    /** In English, as reports and the command line tell it. */
    public String english() {
        return Wording.filled(phrase.english(isOfOne()), values.stream().map(value -> english(value)).toList());
    }

    private static String english(Value value) {
        return switch (value) {
            case Value.Names(List<String> names) -> names.size() < 2
                    ? String.join("", names)
                    : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
            case Value.Count(long count) -> Long.toString(count);
            case Value.Measure(double measure) -> String.format(Locale.ROOT, "%.1f", measure);
            case Value.Word(String word) -> word;
        };
    }
}
