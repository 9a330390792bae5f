// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.SectorRange;

/** One thing that members say of themselves or of each other, of which a standing may follow. */
public sealed interface Evidence {

    /** What it is about, as JSON has it. */
    default String kind() {
        return switch (this) {
            case StaleSince _,OneBehind _ -> "events";
            case Missed _,NoRole _ -> "roles";
            case SplitBrain _,SplitGenerations _ -> "split-brain";
            case Bitmap _,NoBitmap _ -> "bitmap";
            case Recovering _ -> "recovery";
            case BadBlocks _ -> "bad-blocks";
            case WriteMostly _ -> "write-mostly";
            case Duplicate _ -> "duplicate";
            case OlderGeneration _,OlderDescription _ -> "generation";
        };
    }

    /** The positions of the files that it is about, those concerned first. */
    List<Integer> files();

    /**
     * The sentence.
     *
     * @param name
     *            what a file is called, by its position
     */
    String text(IntFunction<String> name);

    /**
     * A member that went no further when others did.
     *
     * @param events
     *            its own; unsigned
     * @param others
     *            those that went furthest
     * @param othersEvents
     *            theirs; unsigned
     */
    record StaleSince(int file, long events, List<Integer> others, long othersEvents) implements Evidence {

        @Override
        public List<Integer> files() {
            return with(file, others);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + " is stale since events " + number(events) + " (" + listed(others, name) + ": "
                    + number(othersEvents) + ").";
        }
    }

    /**
     * A member that is one event behind and against which nobody testifies: md, too, takes it for
     * current.
     */
    record OneBehind(int file, long events, List<Integer> others) implements Evidence {

        @Override
        public List<Integer> files() {
            return with(file, others);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + " is one event behind (" + number(events) + "; " + listed(others, name) + ": "
                    + number(events + 1) + "), and nobody saw it fail: it is taken for current.";
        }
    }

    /**
     * Fresher members that went on without one.
     *
     * @param failed
     *            whether all of them saw it fail; else it was not there when they began
     */
    record Missed(int file, List<Integer> witnesses, boolean failed) implements Evidence {

        @Override
        public List<Integer> files() {
            return with(file, witnesses);
        }

        @Override
        public String text(IntFunction<String> name) {
            return and(witnesses, name)
                    + (failed ? " saw " + name.apply(file) + " fail." : " went on without " + name.apply(file) + ".");
        }
    }

    /** A member that has no role, by its own words. */
    record NoRole(int file, State state) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(file);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + " says of itself that it is "
                    + (state == State.SPARE ? "a spare: it holds nothing of the set." : "faulty.");
        }
    }

    /**
     * Two that went on without each other: each says that the other is missing.
     *
     * @param events
     *            of the one; unsigned
     * @param othersEvents
     *            of the other; unsigned
     */
    record SplitBrain(int one, int other, long events, long othersEvents) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(one, other);
        }

        @Override
        public String text(IntFunction<String> name) {
            return parted(name.apply(one), name.apply(other), "each says that the other is missing (events "
                    + Long.toUnsignedString(events) + " and " + Long.toUnsignedString(othersEvents) + ")");
        }
    }

    /**
     * Two that went on without each other: both come from one generation.
     *
     * @param generation
     *            that the one is now
     * @param othersGeneration
     *            that the other is now
     */
    record SplitGenerations(int one, int other, String generation, String othersGeneration) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(one, other);
        }

        @Override
        public String text(IntFunction<String> name) {
            return parted(name.apply(one), name.apply(other),
                    "both come from one generation, and are " + generation + " and " + othersGeneration);
        }
    }

    private static String parted(String one, String other, String why) {
        return one + " and " + other + " went on without each other: " + why + ". Neither is the older one.";
    }

    /** Where a stale member may differ. */
    record Bitmap(int file, List<Integer> keepers, long sectors, Optional<SectorRange> span) implements Evidence {

        @Override
        public List<Integer> files() {
            return with(file, keepers);
        }

        @Override
        public String text(IntFunction<String> name) {
            return "The bitmap of " + and(keepers, name) + " marks " + number(sectors) + " sectors"
                    + span.map(range -> " (" + range.first() + " to " + (range.end() - 1) + ")").orElse("")
                    + " in which "
                    + name.apply(file) + " may differ.";
        }
    }

    /** No bitmap knows what a stale member misses. */
    record NoBitmap(int file) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(file);
        }

        @Override
        public String text(IntFunction<String> name) {
            return "No bitmap knows all writes that " + name.apply(file) + " missed: it may differ anywhere.";
        }
    }

    /** A member that is being filled. */
    record Recovering(int file, long from) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(file);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + (from == 0
                    ? " is being filled, and cannot be relied on anywhere."
                    : " is being filled: from sector " + from + " on it holds nothing yet.");
        }
    }

    /** A member that lists sectors as bad. */
    record BadBlocks(int file, long sectors) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(file);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + " lists " + number(sectors) + " sectors as bad.";
        }
    }

    /** A member that is written late. */
    record WriteMostly(int file) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(file);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + " is write-mostly: it is read only if no other can be, and may be written later.";
        }
    }

    /** Files that are one member. */
    record Duplicate(List<Integer> files) implements Evidence {

        @Override
        public String text(IntFunction<String> name) {
            return and(files, name) + " are the same member, copied: they are one witness.";
        }
    }

    /**
     * A generation that another one followed.
     *
     * @param file
     *            the older one
     * @param ahead
     *            the newer one, which knows the older one's generation as one before its own
     * @param generation
     *            of the older one
     * @param next
     *            of the newer one
     */
    record OlderGeneration(int file, int ahead, String generation, String next) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(file, ahead);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + " is older than " + name.apply(ahead) + ": the other one knows its generation "
                    + generation + " as one that was before its own, " + next + ".";
        }
    }

    /**
     * A part whose description is older; of its data that says nothing.
     *
     * @param number
     *            of the metadata that describes the older one's group
     * @param aheads
     *            of the newer one's
     */
    record OlderDescription(int file, int ahead, long number, long aheads) implements Evidence {

        @Override
        public List<Integer> files() {
            return List.of(file, ahead);
        }

        @Override
        public String text(IntFunction<String> name) {
            return name.apply(file) + " is older than " + name.apply(ahead) + ": the metadata of its group is number "
                    + number + ", the other's " + aheads + "; of the data that says nothing.";
        }
    }

    private static List<Integer> with(int first, List<Integer> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String listed(List<Integer> files, IntFunction<String> name) {
        return files.stream().map(name::apply).collect(Collectors.joining(", "));
    }

    /** Names in a row, the last one after an "and". */
    private static String and(List<Integer> files, IntFunction<String> name) {
        return files.size() < 2
                ? listed(files, name)
                : listed(files.subList(0, files.size() - 1), name) + " and " + name.apply(files.getLast());
    }
}
