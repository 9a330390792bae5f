// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.List;

/**
 * What a report tells of. The same inputs give the same report, byte for byte: nothing in it
 * depends on when or how fast the scan ran, or in how many parts.
 *
 * @param verdicts
 *            the map and the policy it is judged under
 * @param wanted
 *            what was to be scanned
 * @param quorum
 *            the quorum's name
 * @param version
 *            of this program
 */
public record ScanReport(Verdicts verdicts, SectorRanges wanted, String quorum, String version) {

    DivergenceMap map() {
        return verdicts.map();
    }

    List<ScannedChild> children() {
        return map().children();
    }

    String name(int child) {
        return children().get(child).name();
    }

    /** Whether all that was to be scanned has been. */
    boolean isComplete() {
        return wanted.minus(map().scanned()).isEmpty();
    }
}
