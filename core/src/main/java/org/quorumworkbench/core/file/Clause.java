// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

/**
 * Makes a part of a sentence of what somebody else has said in a whole one: a parser, a server, a
 * list of what was found.
 */
public final class Clause {

    private static final String ELLIPSIS = "...";

    private Clause() {}

    /** The sentence without the full stop at its end, so that more can follow. */
    public static String of(String sentence) {
        String clause = sentence.stripTrailing();
        while (clause.endsWith(".") && !clause.endsWith(ELLIPSIS)) {
            clause = clause.substring(0, clause.length() - 1).stripTrailing();
        }
        return clause;
    }
}
