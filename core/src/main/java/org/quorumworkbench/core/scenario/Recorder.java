// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.JsonText;
import org.quorumworkbench.core.config.OptionSource;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.Result;

/**
 * Writes down what is done with a quorum and what came of it, as a scenario that expects the same
 * when it is run. For one thread.
 */
public final class Recorder {

    private final Scenario start;
    private final Semantics semantics;
    private final List<Action> actions = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> results = new ArrayList<>();

    /**
     * @param start
     *            the children, faults and quorum as they are before the first action; its own
     *            operations are not done
     * @param semantics
     *            the behaviour of the quorum that is recorded
     */
    public Recorder(Scenario start, Semantics semantics) {
        this.start = start;
        this.semantics = semantics;
    }

    /** Notes a request and its whole story. A read's digest is noted if its bytes were kept. */
    public void requested(Action action, Outcome outcome) {
        Result result = Result.of(outcome, new Detail.None(), outcome.events());
        Map<String, @Nullable Object> json = TranscriptJson.result(result, semantics);
        outcome.data().ifPresent(bytes -> json.put("sha256",
                HexFormat.of().formatHex(BytesNode.sha256().digest(bytes.toArray(ValueLayout.JAVA_BYTE)))));
        note(action, json);
    }

    /** Notes something that was done and is no request, a fault that was switched for instance. */
    public void done(Action action) {
        note(action, TranscriptJson.result(Result.ok(new Detail.None(), List.of()), semantics));
    }

    private void note(Action action, Map<String, @Nullable Object> result) {
        actions.add(action);
        results.add(result);
    }

    /** What was recorded so far. */
    public Scenario scenario() {
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("results", results);
        return start.recorded(semantics, actions, group(expected));
    }

    /** A run as a scenario of its own, with the operations that were really done. */
    public static Scenario of(ScenarioRun run) {
        return run.scenario().recorded(run.semantics(), run.performed().stream().map(Performed::action).toList(),
                group(TranscriptJson.of(run.transcript())));
    }

    private static OptionValue.Group group(Map<String, @Nullable Object> json) {
        try {
            return (OptionValue.Group) JsonText.read(OptionSource.of("recording", Json.compact(json)));
        } catch (ConfigurationProblem e) {
            throw new IllegalStateException("a transcript is JSON", e);
        }
    }
}
