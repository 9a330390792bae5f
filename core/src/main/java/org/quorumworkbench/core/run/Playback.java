// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.story.Replay;
import org.quorumworkbench.core.story.TraceStep;

/**
 * A scenario that was run once and can be looked at from any position, forwards and backwards, and
 * gone on with from any of them: it runs the same way every time.
 */
public final class Playback {

    private final Scenario scenario;
    private final Semantics semantics;
    private final List<Performed> performed;
    private final Transcript transcript;

    private Playback(ScenarioRun run) {
        this.scenario = run.scenario();
        this.semantics = run.semantics();
        this.performed = run.toEnd().performed();
        this.transcript = run.transcript();
    }

    /** Runs the scenario from start to end. */
    public static Playback of(Scenario scenario, Optional<Semantics> asked) {
        try (ScenarioRun run = ScenarioRun.open(scenario, asked)) {
            return new Playback(run);
        }
    }

    public Scenario scenario() {
        return scenario;
    }

    /** What was done, in order; fewer than the scenario's operations if the quorum ended before. */
    public List<Performed> performed() {
        return performed;
    }

    public Transcript transcript() {
        return transcript;
    }

    /**
     * An operation step by step; none for what is no request to the quorum.
     *
     * @param operation
     *            its index
     */
    public List<TraceStep> trace(int operation) {
        return performed.get(operation).outcome().map(Replay::of).orElse(List.of());
    }

    /**
     * A run that has done the first operations and is ready for others; the caller closes it.
     *
     * @param position
     *            how many operations
     */
    public ScenarioRun fork(int position) {
        ScenarioRun run = ScenarioRun.open(scenario, Optional.of(semantics));
        performed.subList(0, position).forEach(done -> run.perform(done.operation()));
        return run;
    }
}
