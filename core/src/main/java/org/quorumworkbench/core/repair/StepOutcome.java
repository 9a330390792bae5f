// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

/**
 * What became of a step.
 *
 * @param step
 *            of the plan
 * @param state
 *            in a word
 * @param why
 *            in a sentence; empty if all is as it should be
 */
public record StepOutcome(Step step, State state, String why) {

    /** How it ended. */
    public enum State {
        /** The source's bytes are on the target's device. */
        DONE,
        /** It was left, because something is not as the plan has it. */
        REFUSED,
        /** The bytes that were there before are there again. */
        UNDONE,
        /** It is not finished. */
        OPEN
    }
}
