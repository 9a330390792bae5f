// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Optional;

/**
 * What became of a step.
 *
 * @param step
 *            of the plan
 * @param state
 *            in a word
 * @param why
 *            absent if all is as it should be
 */
public record StepOutcome(Step step, State state, Optional<StepWhy> why) {

    StepOutcome(Step step, State state) {
        this(step, state, Optional.empty());
    }

    StepOutcome(Step step, State state, StepWhy why) {
        this(step, state, Optional.of(why));
    }

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
