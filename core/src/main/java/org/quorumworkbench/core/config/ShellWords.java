// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.config.CommandLine.Word;
import org.quorumworkbench.core.file.Wording;

/**
 * Splits a text into commands and words as a shell does: spaces part, quotes and backslashes hold
 * together, {@code #} begins a remark; nothing is expanded. People keep command lines in scripts,
 * in logs and in what {@code ps} printed, so it is more patient than a shell: an apostrophe within
 * a word ({@code can't}) that nothing ends in its line is an apostrophe, a line that begins with an
 * option goes on with the command before it, and a JSON object that nobody quoted stays as it is
 * written.
 */
final class ShellWords {

    private static final String JSON = "json:";

    private final OptionSource source;
    private final String text;
    private final List<List<Word>> commands = new ArrayList<>();
    private List<Word> command = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int wordFrom = -1;
    private int at;
    private int line = 1;
    private int lineFrom;
    private int lineEnd;

    private ShellWords(OptionSource source) {
        this.source = source;
        this.text = source.text();
        this.lineEnd = lineEnd(0);
    }

    /** The words of each command, in order; no command is empty. */
    static List<List<Word>> commands(OptionSource source) throws ConfigurationProblem {
        return new ShellWords(source).split();
    }

    private List<List<Word>> split() throws ConfigurationProblem {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                endWord();
                at++;
                if (c == '\n' && !goesOnWithAnOption()) {
                    endCommand();
                }
            } else if (c == '\\' && at + 1 < text.length()) {
                backslash();
            } else if (c == '#' && wordFrom < 0) {
                skipLine();
            } else if (c == '\'' || c == '"') {
                quote(c);
            } else if (c == '{' && isJson()) {
                json();
            } else {
                begin(at);
                word.append(c);
                at++;
            }
        }
        endWord();
        endCommand();
        return commands;
    }

    private void begin(int from) {
        if (wordFrom < 0) {
            wordFrom = from;
        }
    }

    private void endWord() {
        if (wordFrom >= 0) {
            command.add(new Word(word.toString(), place(wordFrom)));
            word.setLength(0);
            wordFrom = -1;
        }
    }

    private void endCommand() {
        if (!command.isEmpty()) {
            commands.add(command);
            command = new ArrayList<>();
        }
    }

    /** The place of a character that stands behind all those that were asked for before. */
    private TextPosition place(int index) {
        while (lineEnd < index) {
            line++;
            lineFrom = lineEnd + 1;
            lineEnd = lineEnd(lineFrom);
        }
        return source.place(line, index - lineFrom + 1);
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private boolean goesOnWithAnOption() {
        int next = at;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next + 1 < text.length() && text.charAt(next) == '-' && text.charAt(next + 1) != ' ';
    }

    private void skipLine() {
        at = lineEnd(at);
    }

    /** A backslash before a line's end joins the lines; before anything else it takes it as it is. */
    private void backslash() {
        int next = at + 1;
        if (text.startsWith("\r\n", next)) {
            at += 3;
        } else if (text.charAt(next) == '\n') {
            at += 2;
        } else {
            begin(at);
            word.append(text.charAt(next));
            at += 2;
        }
    }

    private void quote(char quote) throws ConfigurationProblem {
        int end = end(quote);
        boolean withinAWord = wordFrom >= 0 && Character.isLetterOrDigit(text.charAt(at - 1));
        if (withinAWord && (end < 0 || text.substring(at, end).indexOf('\n') >= 0)) {
            word.append(quote);
            at++;
            return;
        }
        if (end < 0) {
            throw source.problem(place(at + 1), "", Wording.of("the quotation that begins here does not end"),
                    Wording.of("Close the quotation."));
        }
        // A quoted value's positions begin behind the quote.
        begin(at + 1);
        for (at++; at < end; at++) {
            if (quote == '"' && text.charAt(at) == '\\' && "\\\"$`\n".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
                if (text.charAt(at) == '\n') {
                    continue;
                }
            }
            word.append(text.charAt(at));
        }
        at++;
    }

    /** Where the quotation that begins here ends; negative if it does not. */
    private int end(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            if (quote == '"' && text.charAt(i) == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** A shell would take the quotes away, so an object that still has them never went through one. */
    private boolean isJson() {
        boolean first = wordFrom < 0
                || (word.length() >= JSON.length() && word.substring(word.length() - JSON.length()).equals(JSON));
        return first && text.startsWith("\"", next(at + 1));
    }

    private int next(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private void json() {
        begin(at);
        int depth = 0;
        boolean quoted = false;
        do {
            char c = text.charAt(at);
            word.append(c);
            if (quoted && c == '\\' && at + 1 < text.length()) {
                word.append(text.charAt(++at));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            at++;
        } while (depth > 0 && at < text.length());
    }
}
