// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.quorumworkbench.core.file.Wording;

/** A configuration's text as a tree that still knows where everything was written. */
public sealed interface OptionValue {

    TextPosition at();

    /** What a message calls it: {@code the number 5}. */
    Wording inWords();

    record Text(String text, TextPosition at) implements OptionValue {
        @Override
        public Wording inWords() {
            return Wording.of("the string \"{0}\"", text);
        }
    }

    /** A JSON number, as it was written. */
    record Numeral(String digits, TextPosition at) implements OptionValue {
        @Override
        public Wording inWords() {
            return Wording.of("the number {0}", digits);
        }
    }

    record Flag(boolean on, TextPosition at) implements OptionValue {
        @Override
        public Wording inWords() {
            return Wording.foreign(on ? "true" : "false");
        }
    }

    record Nothing(TextPosition at) implements OptionValue {
        @Override
        public Wording inWords() {
            return Wording.foreign("null");
        }
    }

    record Listing(List<OptionValue> items, TextPosition at) implements OptionValue {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public Wording inWords() {
            return Wording.of("a list");
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
        public Wording inWords() {
            return Wording.of("an object");
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
