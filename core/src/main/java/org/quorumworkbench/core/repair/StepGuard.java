// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Optional;

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
    static Optional<String> refusal(Step step, byte[] now, Optional<byte[]> source) {
        String hash = Hashes.of(now);
        if (hash.equals(step.after())) {
            return Optional.of("it already is what the step would write");
        }
        if (!hash.equals(step.before())) {
            return Optional.of("somebody has written there since the plan was made: make a new plan");
        }
        if (source.isEmpty()) {
            return Optional.of("the source " + step.source() + " cannot be read there");
        }
        return Hashes.of(source.get()).equals(step.after())
                ? Optional.empty()
                : Optional.of("the source " + step.source() + " no longer has the bytes of the plan");
    }
}
