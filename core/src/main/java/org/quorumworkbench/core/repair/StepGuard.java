// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Optional;
import org.quorumworkbench.core.repair.StepWhy.Phrase;

/**
 * Whether a step that was not begun may be done: the same for a rehearsal and for the repair
 * itself.
 */
final class StepGuard {

    private StepGuard() {}

    /**
     * Why it may not.
     *
     * @param now
     *            what is at its target
     * @param source
     *            what its source has there; absent if that cannot be read
     */
    static Optional<StepWhy> refusal(Step step, byte[] now, Optional<byte[]> source) {
        String hash = Hashes.of(now);
        if (hash.equals(step.after())) {
            return Optional.of(StepWhy.of(Phrase.ALREADY));
        }
        if (!hash.equals(step.before())) {
            return Optional.of(StepWhy.of(Phrase.OTHER_THAN_PLANNED));
        }
        if (source.isEmpty()) {
            return Optional.of(StepWhy.of(Phrase.NO_SOURCE, step.source()));
        }
        return Hashes.of(source.get()).equals(step.after())
                ? Optional.empty()
                : Optional.of(StepWhy.of(Phrase.OTHER_SOURCE, step.source()));
    }
}
