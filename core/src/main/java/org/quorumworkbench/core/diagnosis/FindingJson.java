// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.place.PlaceJson;

/** Findings as JSON, the same in every command and report. */
public final class FindingJson {

    private FindingJson() {}

    /**
     * One finding.
     *
     * @param names
     *            of the children, by position
     */
    public static Map<String, @Nullable Object> of(Finding finding, List<String> names) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sector", finding.range().first());
        json.put("count", finding.range().count());
        json.put("class", finding.kind());
        json.put("effect", finding.effect().word());
        json.put("confidence", Math.round(finding.confidence() * 1000) / 1000.0);
        json.put("children", finding.damaged().stream().map(names::get).toList());
        json.put("benign", finding.isBenign());
        json.put("runnerUp", finding.runnerUp().map(Damage::word).orElse(null));
        json.put("pattern", finding.ruling().pattern());
        json.put("sectors", finding.sectors());
        if (finding.suspectWinner()) {
            json.put("suspectWinner", true);
        }
        json.put("evidence", finding.evidence());
        json.put("place", finding.place().map(place -> PlaceJson.place(place, finding.mappedFrom().orElse(null)))
                .orElse(null));
        return json;
    }
}
