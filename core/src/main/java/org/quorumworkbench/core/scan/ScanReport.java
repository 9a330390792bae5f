// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.quorum.Policy;

/**
 * What a report tells of. The same inputs give the same report, byte for byte: but for the front of
 * a page, nothing in it depends on when or how fast the scan ran, or in how many parts.
 *
 * @param verdicts
 *            the map and the policy it is judged under
 * @param wanted
 *            what was to be scanned
 * @param quorum
 *            the quorum's name
 * @param policy
 *            how it decides; its threshold is that of the verdicts
 * @param stale
 *            children that changed while they were scanned, or since
 * @param version
 *            of this program
 * @param places
 *            what lies at the divergent sectors, if that was asked for
 * @param front
 *            what a page begins with, beside the headline; JSON and CSV have of it at most the
 *            bytes and the places that were marked
 */
public record ScanReport(Verdicts verdicts, SectorRanges wanted, String quorum, Policy policy, List<Staleness> stale,
        String version, Optional<ScanPlaces> places, Optional<ReportFront> front) {

    /** Without what lies at the divergent sectors. */
    public ScanReport(Verdicts verdicts, SectorRanges wanted, String quorum, Policy policy, List<Staleness> stale,
            String version) {
        this(verdicts, wanted, quorum, policy, stale, version, Optional.empty(), Optional.empty());
    }

    public ScanReport {
        stale = List.copyOf(stale);
    }

    /** Where the bytes of runs come from, if they are asked for. */
    Optional<DifferingBytes.Source> bytes() {
        return front.flatMap(ReportFront::bytes);
    }

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
    public boolean isComplete() {
        return wanted.minus(map().scanned()).isEmpty();
    }
}
