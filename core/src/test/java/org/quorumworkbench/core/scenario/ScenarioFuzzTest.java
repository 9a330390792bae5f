// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultFile;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.story.Json;

/**
 * Whatever the text: it is read, or refused in one sentence; what is read can be written and read
 * again as the same.
 */
class ScenarioFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anyTextIsAScenarioOrRefused(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    /** Deeper than an arbitrary text comes: the frame is right, operations and a child are not yet. */
    @FuzzTest(maxDuration = "2m")
    void anyOperationsAndChildrenAreReadOrRefused(FuzzedDataProvider data) {
        String child = data.consumeString(200);
        check("{\"children\": [{\"size\": 4096}, " + child + "], \"quorum\": {\"vote-threshold\": 1}, \"operations\": ["
                + data.consumeRemainingAsString() + "]}");
    }

    private static void check(String text) {
        List<Scenario> scenarios;
        try {
            scenarios = new ScenarioReader(Path.of("")).text(text, "s.json").scenarios();
        } catch (ConfigurationProblem problem) {
            explained(problem);
            return;
        }
        for (Scenario scenario : scenarios) {
            String written = ScenarioWriter.text(scenario);
            try {
                Scenario again = new ScenarioReader(Path.of("")).text(written, "w.json").scenarios().getFirst();
                assertEquals(written, ScenarioWriter.text(again));
            } catch (ConfigurationProblem problem) {
                throw new AssertionError("written but not read: " + written, problem);
            }
        }
    }

    /** Options that faults and operations have, with values that fit and values that do not. */
    private static String object(FuzzedDataProvider data, String... keys) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = data.consumeInt(1, 8); i > 0; i--) {
            object.put(data.pickValue(keys), switch (data.consumeInt(0, 6)) {
                case 0, 1 -> data.consumeInt(0, 5000);
                case 2 -> data.consumeLong();
                case 3 -> data.consumeBoolean();
                case 4 -> data.consumeAsciiString(6);
                case 5 -> List.of(data.consumeInt(0, 300), data.consumeInt(-1, 9));
                default -> data.consumeProbabilityDouble();
            });
        }
        return Json.compact(object);
    }

    private static String withWord(String object, String key, String word) {
        return "{\"" + key + "\": \"" + word + "\", " + object.substring(1);
    }

    private static final String[] EFFECTS = {"errno", "hang", "delay", "bit-flip", "stuck-bit", "fill", "zeroed",
            "junk",
            "shift", "byte-swap", "stale", "torn", "misdirected", "short", "enter"};
    private static final String[] FAULT_OPTIONS = {"id", "title", "on", "errno", "milliseconds", "positions", "bits",
            "seed", "bit", "value", "stride", "offset", "pattern", "bytes", "width", "moment", "boundary", "units",
            "to",
            "sectors", "new_state", "operations", "sector", "count", "probability", "probability_seed", "nth",
            "each_range", "once", "state"};
    private static final String[] OPERATIONS = {"read", "examine", "write", "write_zeroes", "trim", "flush",
            "block_status", "wait", "qmp", "fault", "threshold", "capture", "heal", "discard_writes", "recount",
            "identify", "diagnose"};
    private static final String[] OPERATION_OPTIONS = {"offset", "length", "fill", "fua", "unmap", "data", "seconds",
            "execute", "arguments", "show", "child", "fault", "on", "votes", "moment"};

    @FuzzTest(maxDuration = "2m")
    void anyOptionsOfAFaultAreReadOrRefused(FuzzedDataProvider data) {
        String effect = data.pickValue(EFFECTS);
        checkFaults("{\"children\": {\"c0\": [" + withWord(object(data, FAULT_OPTIONS), "effect", effect) + "]}}");
    }

    @FuzzTest(maxDuration = "2m")
    void anyOptionsOfAnOperationAreReadOrRefused(FuzzedDataProvider data) {
        String word = data.pickValue(OPERATIONS);
        check("{\"children\": [{\"size\": 4096}], \"quorum\": {\"vote-threshold\": 1}, \"operations\": ["
                + withWord(object(data, OPERATION_OPTIONS), "op", word) + "]}");
    }

    @FuzzTest(maxDuration = "2m")
    void anyFaultsAreReadOrRefused(FuzzedDataProvider data) {
        checkFaults(data.consumeRemainingAsString());
    }

    private static void checkFaults(String text) {
        Map<String, List<FaultSpec>> read;
        try {
            read = FaultFile.read(text, "f.json");
        } catch (ConfigurationProblem problem) {
            explained(problem);
            return;
        }
        String written = Json.compact(FaultFile.write(read));
        try {
            assertEquals(read, FaultFile.read(written, "w.json"));
        } catch (ConfigurationProblem problem) {
            throw new AssertionError("written but not read: " + written, problem);
        }
    }

    private static void explained(ConfigurationProblem problem) {
        assertTrue(!problem.reason().isBlank() && problem.remedy().matches("(?s).*[.?]"), problem.getMessage());
    }
}
