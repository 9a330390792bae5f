// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.scan.FindingsHeadline;

/** Findings counted by child, for the headline. */
final class CountedFindings {

    private CountedFindings() {}

    static FindingsHeadline of(List<Finding> findings, List<String> names) {
        Map<List<Integer>, List<Finding>> together = new LinkedHashMap<>();
        findings.stream().filter(finding -> !finding.isBenign() && !finding.damaged().isEmpty()).forEach(
                finding -> together.computeIfAbsent(finding.damaged(), _ -> new ArrayList<>()).add(finding));
        return new FindingsHeadline(
                together.entrySet().stream().map(one -> damaged(one.getKey(), one.getValue(), names))
                        .sorted(Comparator.comparingLong(FindingsHeadline.Damaged::sectors).reversed()).toList(),
                findings.stream().filter(finding -> !finding.isBenign() && finding.damaged().isEmpty()).count(),
                findings.stream().filter(finding -> !finding.isBenign() && finding.suspectWinner()).count(),
                findings.stream().filter(Finding::isBenign).count());
    }

    private static FindingsHeadline.Damaged damaged(List<Integer> children, List<Finding> findings,
            List<String> names) {
        long sectors = findings.stream().mapToLong(Finding::sectors).sum();
        Map<String, Long> files = new HashMap<>();
        findings.forEach(finding -> finding.place().flatMap(piece -> piece.place().owner()).flatMap(Owner::path)
                .ifPresent(path -> files.merge(path, finding.sectors(), Long::sum)));
        Optional<Map.Entry<String, Long>> most = files.entrySet().stream()
                .filter(file -> file.getValue() * 2 > sectors).findFirst();
        return new FindingsHeadline.Damaged(children.stream().map(names::get).toList(), findings.size(), sectors,
                most.map(Map.Entry::getKey), most.filter(file -> file.getValue() == sectors).isPresent());
    }
}
