// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.scenario.TranscriptText;

/** What a scenario comes to with each of the driver's two behaviours. */
final class BothDrivers {

    private BothDrivers() {}

    /**
     * One operation.
     *
     * @param operation
     *            from 0; -1 is the opening of the quorum
     * @param what
     *            was done
     * @param then
     *            what came of it in 2014
     * @param now
     *            what comes of it today
     */
    record Row(int operation, String what, String then, String now) {
        boolean differs() {
            return !then.equals(now);
        }
    }

    /** Runs the scenario twice; takes its time, so never on the JavaFX thread. */
    static List<Row> of(Scenario scenario) {
        Transcript then = ScenarioRun.transcript(scenario, Optional.of(Semantics.V2014));
        Transcript now = ScenarioRun.transcript(scenario, Optional.of(Semantics.V7_2));
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(-1, "", opening(then), opening(now)));
        for (int at = 0; at < scenario.operations().size(); at++) {
            rows.add(new Row(at, StepWords.of(scenario.operations().get(at)), result(then, at), result(now, at)));
        }
        return List.copyOf(rows);
    }

    private static String opening(Transcript transcript) {
        return transcript.open().ok()
                ? text("teach.compare.opened")
                : transcript.open().refusal().or(transcript.open()::export).orElse("-");
    }

    /** Events belong to what comes of an operation. */
    private static String result(Transcript transcript, int at) {
        if (at >= transcript.results().size()) {
            return text("teach.compare.notDone");
        }
        Transcript.Result result = transcript.results().get(at);
        return Stream.concat(Stream.of(TranscriptText.outcome(result)), TranscriptText.under(result).stream())
                .collect(Collectors.joining("\n"));
    }
}
