// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.List;
import java.util.Optional;

/**
 * What a scan leaves.
 *
 * @param map
 *            what was found; also of a scan that was stopped
 * @param progress
 *            how far it came
 * @param problem
 *            what ended it early, in words; absent if it came to its end or was cancelled
 * @param silent
 *            the names of the children that it stood waiting for when it ended
 */
public record ScanResult(DivergenceMap map, ScanProgress progress, Optional<String> problem,
        List<String> silent) {

    public ScanResult {
        silent = List.copyOf(silent);
    }

    /** Whether all that was asked for has been scanned. */
    public boolean isComplete() {
        return progress.scanned() == progress.total();
    }
}
