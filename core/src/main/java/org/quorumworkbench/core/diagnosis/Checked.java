// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.OptionalLong;

/**
 * Something that carries its own checksum, tried with both versions.
 *
 * @param what
 *            it is, in words
 * @param judged
 *            whether the version that lost matches
 * @param winner
 *            whether the other one does
 * @param judgedAge
 *            a number in it that grows with each write, absent if it has none
 * @param winnerAge
 *            the same of the other version
 * @param proves
 *            whether it is a checksum of all bytes: a structure that makes sense proves nothing
 */
record Checked(String what, Match judged, Match winner, OptionalLong judgedAge, OptionalLong winnerAge,
        boolean proves) {

    /** How a version stands to its own checksum. */
    enum Match {
        WHOLE, BROKEN, SILENT
    }

    /** A version of something, tried. */
    record Tried(Match match, OptionalLong age, boolean proves) {
        static final Tried SILENT = new Tried(Match.SILENT, OptionalLong.empty(), true);

        static Tried of(boolean whole) {
            return new Tried(whole ? Match.WHOLE : Match.BROKEN, OptionalLong.empty(), true);
        }

        Tried aged(long age) {
            return new Tried(match, OptionalLong.of(age), proves);
        }

        Tried ofStructure() {
            return new Tried(match, age, false);
        }
    }

    /** Whether both are right by a checksum: both were written on purpose. */
    boolean isBothWhole() {
        return judged == Match.WHOLE && winner == Match.WHOLE && proves;
    }

    /** Whether both make sense, by what proves nothing. */
    boolean isBothSensible() {
        return judged == Match.WHOLE && winner == Match.WHOLE && !proves;
    }

    static Checked of(String what, Tried judged, Tried winner) {
        return new Checked(what, judged.match, winner.match, judged.age, winner.age, judged.proves && winner.proves);
    }
}
