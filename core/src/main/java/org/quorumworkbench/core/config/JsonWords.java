// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.file.Printable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Says what is wrong with a JSON text. The parser's own sentences are about its classes and
 * features, so only what the text has at the place that it names is taken from it.
 */
final class JsonWords {

    private static final Pattern TWICE = Pattern.compile("Duplicate .*\"(.*)\"", Pattern.DOTALL);

    /** A word without quotes. */
    private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'");

    private static final int MOST = 40;

    private JsonWords() {}

    /** A part of a sentence. */
    static String of(JacksonException problem, OptionSource source) {
        String told = String.valueOf(problem.getOriginalMessage());
        Matcher twice = TWICE.matcher(told);
        if (problem instanceof StreamConstraintsException) {
            return told.contains("nest")
                    ? "brackets are nested deeper than " + OptionSource.DEEPEST
                    : "a number or name is too long";
        }
        if (problem instanceof UnexpectedEndOfInputException) {
            return "it ends too early: a bracket or quote is not closed";
        }
        if (twice.lookingAt()) {
            return "'" + abridged(twice.group(1)) + "' is given twice";
        }
        Matcher word = TOKEN.matcher(told);
        if (word.lookingAt()) {
            return "'" + Printable.line(abridged(word.group(1))) + "' is out of place: text stands in quotes";
        }
        String missing = told.contains("was expecting comma") ? ": a comma may be missing before it" : "";
        return character(problem.getLocation(), source.text()).map(words -> words + missing)
                .orElse("it ends too early");
    }

    private static Optional<String> character(TokenStreamLocation at, String text) {
        // The location is the one behind the character.
        long offset = at == null ? -1 : at.getCharOffset() - (at.getCharOffset() >= text.length() ? 1 : 0);
        if (offset < 0 || offset >= text.length()) {
            return Optional.empty();
        }
        int c = text.codePointAt((int) offset);
        return Optional.of(switch (c) {
            case '\n', '\r' -> "a quote is not closed before the line ends";
            case '\'', '\u2018', '\u2019', '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' ->
                outOfPlace(c) + ": text stands in straight double quotes";
            case '/', '#' -> outOfPlace(c) + ": there are no comments in JSON";
            default -> outOfPlace(c);
        });
    }

    private static String outOfPlace(int c) {
        return "'" + Printable.line(Character.toString(c)) + "' is out of place";
    }

    private static String abridged(String word) {
        return word.length() <= MOST ? word : word.substring(0, MOST) + "...";
    }
}
