// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Duration;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/**
 * How far a scan is.
 *
 * @param scanned
 *            sectors done, of those that were asked for
 * @param total
 *            sectors asked for
 * @param divergent
 *            sectors found so far that are not unanimous
 * @param bytesRead
 *            by this scan, from all children together; holes are not read
 * @param elapsed
 *            since the first read was issued, without pauses; stands still once the scan has ended
 * @param paused
 *            whether somebody has paused it
 */
public record ScanProgress(long scanned, long total, long divergent, long bytesRead, Duration elapsed, boolean paused) {

    /** Between 0 and 1; 1 if there is nothing to do. */
    public double fraction() {
        return total == 0 ? 1 : (double) scanned / total;
    }

    /** Bytes of the quorum's disk that are done in a second, holes included; 0 at the very start. */
    public double bytesPerSecond() {
        return elapsed.isZero() ? 0 : (double) scanned * SectorRange.SECTOR * 1e9 / elapsed.toNanos();
    }

    /** How long it will take at this rate; absent while nothing is done. */
    public Optional<Duration> left() {
        if (scanned == 0) {
            return Optional.empty();
        }
        double nanos = (double) elapsed.toNanos() / scanned * (total - scanned);
        return Optional.of(Duration.ofNanos((long) Math.min(nanos, Long.MAX_VALUE)));
    }
}
