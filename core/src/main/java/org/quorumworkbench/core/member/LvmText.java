// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * LVM's text format: {@code name { ... }} sections, {@code name = value} assignments, where a value
 * is a number, a text in quotes or a list of them, and comments from {@code #} to the end of the
 * line (lvm.conf(5)).
 */
final class LvmText {

    // LVM itself nests four deep: volume group, logical volumes, volume, segment.
    private static final int MOST_DEPTH = 16;

    private final String text;
    private int at;

    private LvmText(String text) {
        this.text = text;
    }

    sealed interface Value {}

    record Numeral(long value) implements Value {}

    record Text(String value) implements Value {}

    record Items(List<Value> values) implements Value {}

    /** A section: names and values, in the order in which they stand there. */
    record Section(Map<String, Value> values) implements Value {

        OptionalLong number(String name) {
            return values.get(name) instanceof Numeral(long value) ? OptionalLong.of(value) : OptionalLong.empty();
        }

        Optional<String> text(String name) {
            return values.get(name) instanceof Text(String value) ? Optional.of(value) : Optional.empty();
        }

        List<Value> items(String name) {
            return values.get(name) instanceof Items(List<Value> items) ? items : List.of();
        }

        Section section(String name) {
            return values.get(name) instanceof Section section ? section : new Section(Map.of());
        }

        /** The sections within, by name. */
        Map<String, Section> sections() {
            Map<String, Section> sections = new LinkedHashMap<>();
            values.forEach((name, value) -> {
                if (value instanceof Section section) {
                    sections.put(name, section);
                }
            });
            return sections;
        }
    }

    /** The text is not of this format, from this character on. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String expected, int at) {
            super(expected + " expected at character " + at);
        }
    }

    /**
     * @param text
     *            up to its end or its first zero character
     * @throws Malformed
     *             if it is not of this format
     */
    static Section parse(String text) throws Malformed {
        int end = text.indexOf(0);
        return new LvmText(end < 0 ? text : text.substring(0, end)).section(0);
    }

    private Section section(int depth) throws Malformed {
        Map<String, Value> values = new LinkedHashMap<>();
        while (true) {
            skip();
            if (at == text.length() && depth == 0) {
                return new Section(values);
            }
            if (depth > 0 && take('}')) {
                return new Section(values);
            }
            String name = word();
            skip();
            if (take('{')) {
                if (depth == MOST_DEPTH) {
                    throw new Malformed("less depth", at);
                }
                values.put(name, section(depth + 1));
            } else if (take('=')) {
                values.put(name, value());
            } else {
                throw new Malformed("= or {", at);
            }
        }
    }

    private Value value() throws Malformed {
        skip();
        if (!take('[')) {
            return single();
        }
        List<Value> items = new ArrayList<>();
        skip();
        while (!take(']')) {
            items.add(single());
            skip();
            if (!take(',') && (at == text.length() || text.charAt(at) != ']')) {
                throw new Malformed(", or ]", at);
            }
            skip();
        }
        return new Items(items);
    }

    private Value single() throws Malformed {
        if (take('"')) {
            return new Text(quoted());
        }
        String word = word();
        @Nullable
        Long number = number(word);
        // A number with a fraction stands in reports only; nothing here asks for one.
        return number == null ? new Text(word) : new Numeral(number);
    }

    private static @Nullable Long number(String word) {
        try {
            return Long.valueOf(word);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String quoted() throws Malformed {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                return value.toString();
            }
            if (next == '\\' && at < text.length()) {
                next = text.charAt(at++);
            }
            value.append(next);
        }
        throw new Malformed("\"", at);
    }

    private String word() throws Malformed {
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw new Malformed("a name", at);
        }
        return text.substring(from, at);
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || "_.+-/".indexOf(character) >= 0;
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Over blanks and comments. */
    private void skip() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(next)) {
                at++;
            } else {
                return;
            }
        }
    }
}
