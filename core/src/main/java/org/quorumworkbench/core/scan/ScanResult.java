// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

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
 */
public record ScanResult(DivergenceMap map, ScanProgress progress, Optional<String> problem) {

    /** Whether all that was asked for has been scanned. */
    public boolean isComplete() {
        return progress.scanned() == progress.total();
    }
}
