// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.quorumworkbench.app.model.FindingWords;
import org.quorumworkbench.app.model.Findings;
import org.quorumworkbench.app.model.PlaceWords;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;

/**
 * What is known of runs beyond the votes, in words, by which they can be sorted. May be used on any
 * thread.
 */
record RunWords(Places.State places, Optional<Findings.Found> found) {

    static final RunWords NONE = new RunWords(new Places.State.Unknown(), Optional.empty());

    String damage(DivergentRun run) {
        return FindingWords.kinds(found, run.range());
    }

    String place(DivergentRun run) {
        return at(run, PlaceWords::where);
    }

    String file(DivergentRun run) {
        return at(run, PlaceWords::file);
    }

    private String at(DivergentRun run, Function<List<ScanPlaces.At>, String> words) {
        return places instanceof Places.State.Known known ? words.apply(known.finder().at(run.range())) : "";
    }
}
