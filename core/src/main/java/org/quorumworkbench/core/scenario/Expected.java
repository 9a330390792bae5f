// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.story.Json;

/**
 * What should come of a scenario: any part of a {@link Transcript}. It becomes JSON only where it
 * is compared or written, so that a recording of any length stays what it is until then.
 */
public sealed interface Expected {

    /** What a scenario's file says, as it says it. */
    record Written(OptionValue.Group transcript) implements Expected {}

    /** All that came of a run. */
    record Whole(Transcript transcript) implements Expected {}

    /**
     * What came of the operations alone, as a recording knows it.
     *
     * @param semantics
     *            the behaviour that the quorum had
     * @param results
     *            one for each operation; absent for what was still under way, of which nothing is
     *            expected
     * @param withEvents
     *            whether events are expected, too: two quorums, one within the other, tell what they do
     *            at the same time in any order
     */
    record Results(Semantics semantics, List<Optional<Transcript.Result>> results,
            boolean withEvents) implements Expected {
        public Results {
            results = List.copyOf(results);
        }
    }

    /** The object of a scenario's {@code expected}. */
    default Map<String, @Nullable Object> json() {
        return switch (this) {
            case Written(OptionValue.Group transcript) -> Json.members(transcript);
            case Whole(Transcript transcript) -> TranscriptJson.of(transcript);
            case Results(Semantics semantics, List<Optional<Transcript.Result>> results, boolean withEvents) -> {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("results",
                        results.stream().map(result -> result
                                .map(known -> TranscriptJson.result(known, semantics, withEvents)).orElse(Map.of()))
                                .toList());
                yield json;
            }
        };
    }
}
