// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.editor;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** What a JSON text looks like: names, strings, numbers and words each in a style of their own. */
final class JsonColours {

    private static final Pattern TOKEN = Pattern.compile("(?<name>\"(?:[^\"\\\\\n]|\\\\.)*\"(?=\\s*:))"
            + "|(?<string>\"(?:[^\"\\\\\n]|\\\\.)*\"?)|(?<number>-?[0-9][0-9.eE+-]*)|(?<word>true|false|null)"
            + "|(?<other>[^\\s{}\\[\\]:,]+)");
    private static final List<String> STYLES = List.of("name", "string", "number", "word", "other");

    private JsonColours() {}

    /**
     * The styles of the whole text.
     *
     * @param wrong
     *            where something is wrong, in characters: the token there is underlined
     */
    static StyleSpans<Collection<String>> of(String text, Optional<Integer> wrong) {
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find()) {
            gap(spans, end, token.start(), wrong);
            String style = "json-" + STYLES.stream().filter(name -> token.group(name) != null).findFirst()
                    .orElse("other");
            boolean bad = wrong.filter(at -> at >= token.start() && at < token.end()).isPresent();
            spans.add(bad ? List.of(style, "json-problem") : List.of(style), token.end() - token.start());
            end = token.end();
        }
        gap(spans, end, text.length(), wrong);
        return spans.create();
    }

    /** Braces and blanks: of these only the one character is underlined. */
    private static void gap(StyleSpansBuilder<Collection<String>> spans, int from, int to, Optional<Integer> wrong) {
        Optional<Integer> within = wrong.filter(at -> at >= from && at < to);
        if (within.isEmpty()) {
            spans.add(List.of(), to - from);
        } else {
            spans.add(List.of(), within.get() - from);
            spans.add(List.of("json-problem"), 1);
            spans.add(List.of(), to - within.get() - 1);
        }
    }
}
