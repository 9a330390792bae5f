// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.editor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.config.OptionNames;

/**
 * What may be written at a place of the text.
 *
 * @param from
 *            where that which is written already begins, in characters
 * @param choices
 *            what may stand there instead, as JSON
 */
record Completion(int from, List<String> choices) {

    private static final Pattern VALUE = Pattern.compile("\"([a-z-]+)\"\\s*:\\s*(\"?[A-Za-z0-9.-]*)$");
    private static final Pattern NAME = Pattern.compile("\"?[A-Za-z-]*$");

    Completion {
        choices = List.copyOf(choices);
    }

    /** What may be written where the caret is. */
    static Completion at(String text, int caret) {
        String before = text.substring(0, caret);
        Matcher value = VALUE.matcher(before);
        if (value.find()) {
            return of(value.start(2), value.group(2), OptionNames.values(value.group(1)));
        }
        Matcher name = NAME.matcher(before);
        int from = name.find() ? name.start() : caret;
        return of(from, before.substring(from),
                OptionNames.at(depth(before)).stream().map(option -> '"' + option + "\": ").toList());
    }

    private static Completion of(int from, String written, List<String> choices) {
        String bare = written.replace("\"", "");
        return new Completion(from,
                choices.stream().filter(choice -> choice.replace("\"", "").startsWith(bare)).toList());
    }

    /** How many objects are open at the text's end. */
    private static int depth(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quoted) {
                at += letter == '\\' ? 1 : 0;
                quoted = letter != '"';
            } else if (letter == '"') {
                quoted = true;
            } else if (letter == '{') {
                depth++;
            } else if (letter == '}') {
                depth--;
            }
        }
        return Math.max(1, depth);
    }
}
