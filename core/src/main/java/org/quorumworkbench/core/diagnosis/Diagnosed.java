// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.List;
import java.util.stream.IntStream;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.scan.FindingsHeadline;

/**
 * What a diagnosis has found.
 *
 * @param findings
 *            by first sector
 * @param places
 *            what lies at the divergent sectors
 * @param remarks
 *            what was left out, in sentences; mostly none
 */
public record Diagnosed(List<Finding> findings, PlaceReport places, List<String> remarks) {
    public Diagnosed {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    /** How many of the findings may do harm. */
    public long harmful() {
        return findings.stream().filter(finding -> !finding.isBenign()).count();
    }

    /**
     * The findings counted, for a headline.
     *
     * @param names
     *            of the children, by position
     */
    public FindingsHeadline headline(List<String> names) {
        return CountedFindings.of(findings, names);
    }

    /** By child, in how many findings that may do harm it is believed damaged. */
    public List<Long> damagedIn(int children) {
        return IntStream.range(0, children)
                .mapToObj(child -> findings.stream()
                        .filter(finding -> !finding.isBenign() && finding.damaged().contains(child)).count())
                .toList();
    }
}
