// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.story.TraceStep;

/**
 * The steps of a request in groups that are seen at once: asking and answering, comparing, each
 * vote, the count, and the end with what is reported.
 */
final class Scenes {

    private Scenes() {}

    private enum Part {
        ASKING, COMPARING, ENOUGH, VOTING, COUNTING, ENDING
    }

    /** Behind which steps a group ends; the last is the number of steps. */
    static List<Integer> ends(List<TraceStep> trace) {
        List<Integer> ends = new ArrayList<>();
        Part before = Part.ASKING;
        for (int at = 0; at < trace.size(); at++) {
            Part part = part(trace.get(at), before);
            // Every vote is worth seeing alone.
            if (at > 0 && (part != before || part == Part.VOTING)) {
                ends.add(at);
            }
            before = part;
        }
        if (!trace.isEmpty()) {
            ends.add(trace.size());
        }
        return List.copyOf(ends);
    }

    private static Part part(TraceStep step, Part before) {
        return switch (step) {
            case TraceStep.Asked _,TraceStep.NotAsked _,TraceStep.Replied _,TraceStep.Silent _ -> Part.ASKING;
            case TraceStep.Compared _,TraceStep.FastPath _ -> Part.COMPARING;
            case TraceStep.Succeeded _ -> Part.ENOUGH;
            case TraceStep.Voted _ -> Part.VOTING;
            case TraceStep.Counted _ -> Part.COUNTING;
            // Those who fail are reported while the others still answer.
            case TraceStep.Told(Event event) when before == Part.ASKING && !(event instanceof Event.QuorumFailure) ->
                Part.ASKING;
            case TraceStep.Told _,TraceStep.Ended _ -> Part.ENDING;
        };
    }

    /** The step with which the answer to such a question can be seen. */
    static int visible(Question.Kind kind, List<TraceStep> trace) {
        int end = trace.size() - 1;
        int compared = last(trace, TraceStep.Compared.class, TraceStep.FastPath.class);
        int counted = last(trace, TraceStep.Counted.class, TraceStep.FastPath.class);
        boolean bytes = compared >= 0 || trace.stream().noneMatch(TraceStep.Voted.class::isInstance);
        return switch (kind) {
            case HASHED -> compared >= 0 ? compared : end;
            case VERSIONS -> bytes
                    ? Math.max(last(trace, TraceStep.Voted.class, TraceStep.FastPath.class), compared)
                    : end;
            case WINNER, VERDICT -> bytes && counted >= 0 ? counted : end;
            case SUCCEEDS, RETURNS, REPORTED, REPORT_ORDER, REWRITTEN -> end;
        };
    }

    private static int last(List<TraceStep> trace, Class<?> one, Class<?> other) {
        for (int at = trace.size() - 1; at >= 0; at--) {
            if (one.isInstance(trace.get(at)) || other.isInstance(trace.get(at))) {
                return at;
            }
        }
        return -1;
    }
}
