// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultFile;
import org.quorumworkbench.core.config.FaultSpec;

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

    @FuzzTest(maxDuration = "2m")
    void anyFaultsAreReadOrRefused(FuzzedDataProvider data) {
        String text = data.consumeBoolean()
                ? data.consumeRemainingAsString()
                : "{\"children\": {\"c0\": [" + data.consumeRemainingAsString() + "]}}";
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
