// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many children have the bytes that a step writes. */
public sealed interface StepVotes {

    /** As plans have it: {@code 4 of 5}. */
    String english();

    /**
     * So many of so many.
     *
     * @param agreeing
     *            that have them
     * @param voters
     *            that there are
     */
    record Counted(int agreeing, int voters) implements StepVotes {

        // No zeroes in front: a plan's hash is of the words, so they have to be the same again.
        private static final Pattern WORDS = Pattern.compile("(0|[1-9][0-9]{0,8}) of (0|[1-9][0-9]{0,8})");

        @Override
        public String english() {
            return agreeing + " of " + voters;
        }
    }

    /** As a plan has it that says something else. */
    record Written(String english) implements StepVotes {}

    /** As a plan's file has it, which may be anybody's: in English it is the same again. */
    static StepVotes written(String words) {
        Matcher counted = Counted.WORDS.matcher(words);
        return counted.matches()
                ? new Counted(Integer.parseInt(counted.group(1)), Integer.parseInt(counted.group(2)))
                : new Written(words);
    }
}
