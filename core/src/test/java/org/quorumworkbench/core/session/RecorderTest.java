// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Operation.Flush;
import org.quorumworkbench.core.scenario.Operation.Read;
import org.quorumworkbench.core.scenario.Operation.SwitchFault;
import org.quorumworkbench.core.scenario.Operation.Write;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
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

    private static final List<Operation> OPERATIONS = List.of(new Write(512, 512, 9, false), new Read(0, 1024),
            new SwitchFault("c1", "junk", true), new Read(0, 1024), new Flush());

    private static final List<Operation> LAB = List.of(new Operation.Capture("c1", "before"),
            new Operation.WriteData(512, 1024, "dead01", false), new SwitchFault("c1", "old", true),
            new Operation.Examine(0, 2048), new Operation.SetThreshold(3), new Operation.Examine(512, 512),
            new SwitchFault("c1", "once", true), new Operation.Examine(0, 512), new Operation.Recount(),
            new Operation.Examine(0, 512), new Operation.Heal("c1"), new Operation.DiscardWrites("c0"),
            new Operation.Overwrite("c0", 700, "abcd"), new Operation.Examine(0, 2048));

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
        assertEquals(List.of("ok", "ok", "ok", "ok", "ok", "error", "ok", "error", "ok", "error", "ok", "ok",
                "ok", "error"),
                again.results().stream().map(result -> result.status().word()).toList());
    }

    @Test
    void whereAChildsBytesCameFromIsWrittenAndReadAgain() throws ConfigurationProblem {
        Scenario start = read("""
                {"children": [{"size": 4096, "export": "nbd://h/x"}, {"size": 4096, "file": "a", "driver": "qcow2"}],
                 "quorum": {"vote-threshold": 1}}""");
        assertEquals(start.children(), read(ScenarioWriter.text(start)).children());
        Transcript performed = ScenarioRun.transcript(start, Optional.empty());
        assertTrue(performed.toString().contains(" is no raw file"), performed.toString());
    }

    @Test
    void aRunIsAScenarioThatExpectsWhatHappened() throws ConfigurationProblem {
        Scenario recorded;
        try (ScenarioRun run = ScenarioRun.open(start(), Optional.of(Semantics.V7_2))) {
            OPERATIONS.forEach(run::perform);
            recorded = Recorder.of(run);
        }
        Scenario saved = read(ScenarioWriter.text(recorded));
        assertEquals(OPERATIONS, saved.operations());
        assertEquals(Optional.of(Semantics.V7_2), saved.semantics());
        assertEquals(List.of(), Expectation.differences(saved.expected().orElseThrow(),
                ScenarioRun.transcript(saved, Optional.empty())));
    }

    @Test
    void whatIsDoneWithALiveQuorumIsRecordedRequestByRequest() throws ConfigurationProblem {
        Recorder recorder = new Recorder(start(), Semantics.V7_2);
        try (ScenarioRun live = ScenarioRun.open(start(), Optional.of(Semantics.V7_2))) {
            for (Operation operation : OPERATIONS) {
                live.perform(operation).outcome().ifPresentOrElse(outcome -> recorder.requested(operation, outcome),
                        () -> recorder.done(operation));
            }
        }
        Scenario saved = read(ScenarioWriter.text(recorder.scenario()));
        assertEquals(OPERATIONS, saved.operations());
        assertEquals(List.of(), Expectation.differences(saved.expected().orElseThrow(),
                ScenarioRun.transcript(saved, Optional.empty())));
    }

    /** A read in which the second child is outvoted. */
    private static Outcome faultyRead() throws ConfigurationProblem {
        try (ScenarioRun live = ScenarioRun.open(start(), Optional.of(Semantics.V7_2))) {
            live.perform(new SwitchFault("c1", "junk", true));
            return live.perform(new Operation.Examine(0, 512)).outcome().orElseThrow();
        }
    }

    @Test
    void twentyThousandReadsWithEventsAreWrittenAndReadAgain() throws ConfigurationProblem {
        Recorder recorder = new Recorder(start(), Semantics.V7_2);
        Outcome outcome = faultyRead();
        IntStream.range(0, 20_000).forEach(at -> recorder.requested(new Operation.Examine(0, 512), outcome));
        String text = ScenarioWriter.text(recorder.scenario());
        assertTrue(text.length() > 4 << 20, "longer than a configuration may be");
        Scenario saved = read(text);
        assertEquals(20_000, saved.operations().size());
        assertEquals(text, ScenarioWriter.text(saved));
    }

    @Test
    void whatIsRecordedIsNeverLongerThanAFileMayBe() throws ConfigurationProblem {
        Recorder recorder = new Recorder(start(), Semantics.V7_2);
        Operation large = new Operation.WriteData(0, 1 << 20, "ab".repeat(1 << 20), false);
        int before = -1;
        while (before < recorder.size()) {
            before = recorder.size();
            recorder.done(large);
        }
        assertTrue(recorder.isFull());
        recorder.done(new Operation.Flush());
        assertEquals(before, recorder.size(), "nothing comes after what is missing");
        int length = ScenarioWriter.text(recorder.scenario()).length();
        assertTrue(length <= ScenarioFile.LONGEST && length > ScenarioFile.LONGEST / 2, length + " characters");
    }

    @Test
    void soManyOperationsAreRecordedAndNoMore() throws ConfigurationProblem {
        Recorder recorder = new Recorder(start(), Semantics.V7_2);
        IntStream.range(0, Recorder.MOST).forEach(at -> recorder.done(new Flush()));
        assertFalse(recorder.isFull());
        recorder.done(new Flush());
        assertTrue(recorder.isFull());
        assertEquals(Recorder.MOST, recorder.size());
    }
}
