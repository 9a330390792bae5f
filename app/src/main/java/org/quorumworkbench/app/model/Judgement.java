// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What a scan has found, judged.
 *
 * @param actual
 *            as the quorum votes now
 * @param whatIf
 *            as it would vote with the threshold and without the children that somebody wonders
 *            about; the same as {@code actual} while nobody does
 * @param changes
 *            the sectors that have another verdict under the what-if
 * @param headline
 *            of {@code whatIf}: what the sentence, the children's cards and the counts are read
 *            from
 */
public record Judgement(Verdicts actual, Verdicts whatIf, List<Verdicts.Change> changes, Headline headline) {

    public Judgement {
        changes = List.copyOf(changes);
    }

    /** Whether somebody wonders what if. */
    public boolean isWhatIf() {
        return actual.threshold() != whatIf.threshold() || !actual.leftOut().equals(whatIf.leftOut());
    }
}
