// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A configuration's text as a tree that still knows where everything was written. */
public sealed interface OptionValue {

    TextPosition at();

    /** What a message calls it: {@code the number 5}. */
    String inWords();

    record Text(String text, TextPosition at) implements OptionValue {
        @Override
        public String inWords() {
            return "the string \"" + text + "\"";
        }
    }

    /** A JSON number, as it was written. */
    record Numeral(String digits, TextPosition at) implements OptionValue {
        @Override
        public String inWords() {
            return "the number " + digits;
        }
    }

    record Flag(boolean on, TextPosition at) implements OptionValue {
        @Override
        public String inWords() {
            return on ? "true" : "false";
        }
    }

    record Nothing(TextPosition at) implements OptionValue {
        @Override
        public String inWords() {
            return "null";
        }
    }

    record Listing(List<OptionValue> items, TextPosition at) implements OptionValue {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String inWords() {
            return "a list";
        }
    }

    /**
     * A JSON object.
     *
     * @param members
     *            in the order in which they were written
     */
    record Group(SequencedMap<String, Member> members, TextPosition at) implements OptionValue {
        Group(TextPosition at) {
            this(new LinkedHashMap<>(), at);
        }

        @Override
        public String inWords() {
            return "an object";
        }
    }

    /**
     * What an object holds under a name.
     *
     * @param keyAt
     *            where the key stands
     */
    record Member(TextPosition keyAt, OptionValue value) {}
}
