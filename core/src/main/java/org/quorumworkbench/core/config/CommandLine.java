// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.config.OptionValue.Group;

/**
 * Reads what a QEMU command line says of block nodes: the values of its {@code -blockdev},
 * {@code -drive} and {@code --image-opts} options. The rest of the command line is passed over.
 */
final class CommandLine {

    /** One word of a command line and where it was written. */
    record Word(String text, TextPosition at) {}

    private CommandLine() {}

    /** The block nodes, in order; perhaps none. */
    static List<OptionGroup> nodes(String sourceName, List<Word> words) throws ConfigurationProblem {
        List<OptionGroup> nodes = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            String option = words.get(i).text().replaceFirst("^--?", "");
            boolean isOption = words.get(i).text().startsWith("-");
            if (isOption && (option.equals("blockdev") || option.equals("drive") || option.equals("image-opts"))) {
                Word value = words.get(++i);
                nodes.add(node(new OptionSource(sourceName, value.text(), value.at())));
            }
        }
        return nodes;
    }

    /** A node in one word: a JSON object, {@code json:} before it or not, or {@code name=value,...}. */
    static OptionGroup node(OptionSource source) throws ConfigurationProblem {
        String text = source.text();
        if (text.startsWith("json:")) {
            TextPosition start = source.start();
            return node(new OptionSource(source.name(), text.substring(5),
                    new TextPosition(start.line(), start.column() + 5)));
        }
        if (!text.stripLeading().startsWith("{")) {
            return new OptionGroup(source, "", Nesting.of(source, DottedText.read(source)), true);
        }
        if (JsonText.read(source) instanceof Group group) {
            return new OptionGroup(source, "", Nesting.of(source, group), true);
        }
        throw source.problem(source.start(), "", "this is not a JSON object", "Give {\"driver\": \"quorum\", ...}.");
    }

    /**
     * Splits as a shell does: spaces part, quotes and backslashes hold together; nothing is expanded.
     */
    static List<Word> words(OptionSource source) throws ConfigurationProblem {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        TextPosition wordAt = null;
        char quote = 0;
        int line = 1;
        int column = 0;
        String text = source.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            column++;
            TextPosition here = source.place(line, column);
            if (c == '\n') {
                line++;
                column = 0;
            }
            if (quote == 0 && Character.isWhitespace(c)) {
                if (wordAt != null) {
                    words.add(new Word(word.toString(), wordAt));
                    word.setLength(0);
                    wordAt = null;
                }
                continue;
            }
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < text.length();
            if (escapes && text.charAt(i + 1) == '\n') {
                i++;
                line++;
                column = 0;
                continue;
            }
            if (wordAt == null) {
                // A quoted value's positions begin behind the quote.
                wordAt = c == '\'' || c == '"' ? source.place(line, column + 1) : here;
            }
            if (escapes && (quote == 0 || "\\\"$`".indexOf(text.charAt(i + 1)) >= 0)) {
                word.append(text.charAt(++i));
                column++;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (quote == c && quote != 0) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (quote != 0 && wordAt != null) {
            throw source.problem(wordAt, "", "the quotation that begins here does not end", "Close the quotation.");
        }
        if (wordAt != null) {
            words.add(new Word(word.toString(), wordAt));
        }
        return words;
    }
}
