// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Action.Flush;
import org.quorumworkbench.core.scenario.Action.Read;
import org.quorumworkbench.core.scenario.Action.SwitchFault;
import org.quorumworkbench.core.scenario.Action.Write;

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
