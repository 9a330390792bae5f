// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Action;
import org.quorumworkbench.core.scenario.Action.Flush;
import org.quorumworkbench.core.scenario.Action.Read;
import org.quorumworkbench.core.scenario.Action.SwitchFault;
import org.quorumworkbench.core.scenario.Action.Write;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.ScenarioWriter;
import org.quorumworkbench.core.scenario.Transcript;

class RecorderTest {

    private static Scenario read(String text) throws ConfigurationProblem {
        return new ScenarioReader(Path.of("")).text(text, "x.json").scenarios().getFirst();
    }

    private static Scenario start() throws ConfigurationProblem {
        return read("""
                {"children": [{"size": 4096}, {"size": 4096, "faults": [{"id": "junk", "effect": "junk", "on": false}]},
                              {"size": 4096}], "quorum": {"vote-threshold": 2}}""");
    }

    private static final List<Action> ACTIONS = List.of(new Write(512, 512, 9, false), new Read(0, 1024),
            new SwitchFault("c1", "junk", true), new Read(0, 1024), new Flush());

    private static final List<Action> LAB = List.of(new Action.Capture("c1", "before"),
            new Action.WriteData(512, 1024, "dead01", false), new SwitchFault("c1", "old", true),
            new Action.Examine(0, 2048), new Action.SetThreshold(3), new Action.Examine(512, 512),
            new SwitchFault("c1", "once", true), new Action.Examine(0, 512), new Action.Recount(),
            new Action.Examine(0, 512), new Action.Heal("c1"), new Action.DiscardWrites("c0"),
            new Action.Examine(0, 2048));

    @Test
    void whatTheLabDoesIsWrittenAndRunsTheSame() throws ConfigurationProblem {
        Scenario start = read("""
                {"children": [{"size": 4096, "name": "left"}, {"size": 4096}, {"size": 4096}],
                 "quorum": {"vote-threshold": 2, "node-name": "top"}}""".replace("left", "c0")
                .replace("{\"size\": 4096}, {", """
                        {"size": 4096, "data": [[10, "000102030405060708090a"]],
                         "faults": [{"id": "old", "effect": "stale", "moment": "before", "operations": ["read"],
                                     "on": false},
                                    {"id": "once", "effect": "errno", "once": true, "on": false}]}, {"""));
        Scenario recorded;
        try (ScenarioRun run = ScenarioRun.open(start, Optional.of(Semantics.V7_2))) {
            LAB.forEach(run::perform);
            recorded = Recorder.of(run);
        }
        Scenario saved = read(ScenarioWriter.text(recorded));
        assertEquals(LAB, saved.operations());
        Transcript again = ScenarioRun.transcript(saved, Optional.empty());
        assertEquals(List.of(), Expectation.differences(saved.expected().orElseThrow(), again));
        assertEquals(List.of("ok", "ok", "ok", "ok", "ok", "error", "ok", "error", "ok", "error", "ok", "ok", "error"),
                again.results().stream().map(result -> result.status().word()).toList());
    }

    @Test
    void aRunIsAScenarioThatExpectsWhatHappened() throws ConfigurationProblem {
        Scenario recorded;
        try (ScenarioRun run = ScenarioRun.open(start(), Optional.of(Semantics.V7_2))) {
            ACTIONS.forEach(run::perform);
            recorded = Recorder.of(run);
        }
        Scenario saved = read(ScenarioWriter.text(recorded));
        assertEquals(ACTIONS, saved.operations());
        assertEquals(Optional.of(Semantics.V7_2), saved.semantics());
        assertEquals(List.of(), Expectation.differences(saved.expected().orElseThrow(),
                ScenarioRun.transcript(saved, Optional.empty())));
    }

    @Test
    void whatIsDoneWithALiveQuorumIsRecordedRequestByRequest() throws ConfigurationProblem {
        Recorder recorder = new Recorder(start(), Semantics.V7_2);
        try (ScenarioRun live = ScenarioRun.open(start(), Optional.of(Semantics.V7_2))) {
            for (Action action : ACTIONS) {
                live.perform(action).outcome().ifPresentOrElse(outcome -> recorder.requested(action, outcome),
                        () -> recorder.done(action));
            }
        }
        Scenario saved = read(ScenarioWriter.text(recorder.scenario()));
        assertEquals(ACTIONS, saved.operations());
        assertEquals(List.of(), Expectation.differences(saved.expected().orElseThrow(),
                ScenarioRun.transcript(saved, Optional.empty())));
    }
}
