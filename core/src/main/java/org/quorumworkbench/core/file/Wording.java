// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a person is told, in parts: in English as it stands, and in another language by what that
 * has for the pattern.
 *
 * @param pattern
 *            English, with {0}, {1}, ... for what stands in it
 * @param values
 *            in place of them: names and numbers, as they are in every language, or wordings
 */
public record Wording(String pattern, List<Object> values) {

    /** A pattern that is only what stands in it. */
    private static final String FOREIGN = "{0}";

    public Wording {
        values = List.copyOf(values);
    }

    /**
     * A sentence or clause of this program, which every language has to have.
     *
     * @param pattern
     *            written out where it is called, so that a test finds it and asks for it in each
     *            language
     */
    public static Wording of(String pattern, Object... values) {
        return new Wording(pattern, List.of(values));
    }

    /**
     * Words that are the same in every language, as a part of a sentence: a driver's, a parser's, a
     * server's.
     */
    public static Wording foreign(String words) {
        return new Wording(FOREIGN, List.of(Clause.of(words)));
    }

    /**
     * A driver's own sentence, which is searched for as it is and so is the same in every language.
     */
    public static Wording driver(String pattern, Object... values) {
        return foreign(filled(pattern, List.of(values).stream().map(String::valueOf).toList()));
    }

    /** A whole sentence that is the same in every language, or in the window's own already. */
    public static Wording sentence(String words) {
        return new Wording(FOREIGN, List.of(words));
    }

    /** What is told one after the other, with commas between. */
    public static Wording list(List<Wording> told) {
        return told.stream().reduce((first, next) -> Wording.of("{0}, {1}", first, next)).orElseGet(() -> foreign(""));
    }

    /** What an error says: in parts if it has them, otherwise as it is. */
    public static Wording ofError(Throwable error) {
        return error instanceof Worded told ? told.wording() : foreign(String.valueOf(error.getMessage()));
    }

    /** As the command line, journals and reports have it. */
    public String english() {
        return in(UnaryOperator.identity());
    }

    /**
     * In another language.
     *
     * @param language
     *            gives the language's pattern for an English one; the same if it has none
     */
    public String in(UnaryOperator<String> language) {
        List<String> said = new ArrayList<>(values.size());
        for (Object value : values) {
            said.add(value instanceof Wording wording ? wording.in(language) : String.valueOf(value));
        }
        return filled(language.apply(pattern), said);
    }

    /** A pattern with the values in their places; what was put in is not looked through again. */
    public static String filled(String pattern, List<String> values) {
        StringBuilder said = new StringBuilder();
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            int close = pattern.indexOf('}', open);
            said.append(pattern, at, open).append(values.get(Integer.parseInt(pattern, open + 1, close, 10)));
            at = close + 1;
        }
        return said.append(pattern, at, pattern.length()).toString();
    }

    @Override
    public String toString() {
        return english();
    }
}
