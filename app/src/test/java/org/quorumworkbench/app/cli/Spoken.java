// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command answered: its exit status and what it printed. Never a stack trace. */
record Spoken(int status, String out, String err) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A full stop that ends a sentence within another, or for the second time. */
    private static final Pattern TWICE = Pattern.compile("(?<![./])\\.(\\.(?=\\s|$)|[;,:](?=\\s))");

    /** Runs the command line in this process; a window counts as misuse here. */
    static Spoken of(Object... words) {
        List<String> line = new ArrayList<>();
        for (Object word : words) {
            line.add(word.toString());
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = QuorumWorkbench.run(line, new PrintWriter(out), new PrintWriter(err), _ -> {
            throw new AssertionError("a window was asked for");
        });
        assertFalse(err.toString().contains("\tat "), err.toString());
        assertFalse(TWICE.matcher(err.toString()).find(), () -> "a full stop within a sentence, or two: " + err);
        return new Spoken(status, out.toString(), err.toString());
    }

    JsonNode json() {
        return JSON.readTree(out);
    }
}
