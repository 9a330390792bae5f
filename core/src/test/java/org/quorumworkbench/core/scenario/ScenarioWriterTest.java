// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.story.Json;

class ScenarioWriterTest {

    static Stream<Named<Scenario>> scenarios() throws Exception {
        Scenario rich = new ScenarioReader(Path.of("")).text("""
                {"children": [{"size": 1000, "bytes": [[3, 4]], "faults": [{"effect": "junk", "seed": 3, "sector": 1,
                               "on": false}]}, {"size": 1024, "base": "hole", "direct": true}],
                 "quorum": {"vote-threshold": 1}, "semantics": "7.2",
                 "operations": [{"op": "fault", "child": "c0", "fault": "fault-1"},
                                {"op": "read", "offset": 0, "length": 1024}, {"op": "trim", "offset": 0, "length": 9}],
                 "lesson": {"title": "T", "steps": [{"operation": 1, "ask": [{"kind": "hashed", "question": "?",
                            "answer": true, "why": "so"}]}], "change": ["c"]}}""", "rich").scenarios().getFirst();
        return Stream.concat(MeasuredCases.all().stream().map(measured -> Named.of(measured.id(), measured)),
                Stream.of(Named.of("rich", rich)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatIsWrittenIsReadAsTheSameAndRunsTheSame(Scenario scenario) throws ConfigurationProblem {
        String text = ScenarioWriter.text(scenario);
        Scenario read = new ScenarioReader(Path.of("")).text(text, "written").scenarios().getFirst();
        assertEquals(text, ScenarioWriter.text(read));
        assertEquals(told(scenario), told(read));
    }

    private static String told(Scenario scenario) {
        return Json.compact(TranscriptJson.of(ScenarioRun.transcript(scenario, Optional.of(Semantics.V7_2))));
    }
}
