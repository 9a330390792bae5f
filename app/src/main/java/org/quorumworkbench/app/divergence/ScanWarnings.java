// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.place.PlaceText;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.StaleReason;

/** What a person has to know of a scan before relying on it. Pure functions. */
final class ScanWarnings {

    private ScanWarnings() {}

    /**
     * Children that cannot be relied on, unstable ones apart from divergent ones; and why no places are
     * known.
     *
     * @param stale
     *            children that are no longer as they were scanned, by position in the scan, and why
     */
    static List<String> of(Optional<Judgement> judgement, Map<Integer, StaleReason> stale, Places.State places) {
        List<String> lines = new ArrayList<>();
        judgement.ifPresent(now -> {
            List<ScannedChild> children = now.actual().map().children();
            for (int child = 0; child < children.size(); child++) {
                long unstable = now.actual().map().unstable(child);
                if (unstable > 0) {
                    lines.add(text("divergence.unstable", children.get(child).name(), unstable,
                            number(unstable)));
                }
            }
            stale.forEach((child, why) -> lines.add(text("divergence.stale", children.get(child).name(),
                    Wordings.of(why.wording()))));
            if (places instanceof Places.State.Known known) {
                known.noFileSystem().ifPresent(why -> lines.add(why.isEmpty()
                        ? text("places.none")
                        : text("places.none.why", PlaceText.printable(why))));
                if (known.cut()) {
                    lines.add(text("places.cut"));
                }
            }
        });
        return lines;
    }
}
