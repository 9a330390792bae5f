// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a journal tells, up to the first record that is not whole: what follows never happened.
 *
 * @param plan
 *            that was applied
 * @param images
 *            where in the file each step's pre-image begins, in bytes, by the step's number
 * @param done
 *            steps that are on their devices
 * @param refused
 *            steps that were not done, and why
 * @param undone
 *            steps that are taken back, or were about to be
 * @param ended
 *            whether no step is left
 * @param undoEnded
 *            whether all is taken back
 * @param end
 *            where the last whole record ends, in bytes
 * @param epoch
 *            of the last record
 * @param number
 *            of the last record
 */
record JournalState(Plan plan, SortedMap<Integer, Long> images, Set<Integer> done, Map<Integer, StepWhy> refused,
        Set<Integer> undone, boolean ended, boolean undoEnded, long end, int epoch, int number) {

    /** Whether the step's target may have been written, and nobody knows how far. */
    boolean isInFlight(Step step) {
        return images.containsKey(step.number())
                && (!done.contains(step.number()) || undone.contains(step.number()));
    }

    /** Whether anything of it was taken back. */
    boolean isUndone() {
        return undoEnded || !undone.isEmpty();
    }
}
