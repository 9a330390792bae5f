// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.run.Playback;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.vote.Version;

class ReplayTest {

    private static Playback play(String text) throws ConfigurationProblem {
        Scenario scenario = new ScenarioReader(Path.of("")).text(text, "x.json").scenarios().getFirst();
        return Playback.of(scenario, Optional.of(Semantics.V7_2));
    }

    private static <M extends TraceStep> List<M> only(List<TraceStep> steps, Class<M> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static final String TIE = """
            {"children": [{"size": 512, "overrides": [[0, 1]]}, {"size": 512, "overrides": [[0, 2]]},
                          {"size": 512, "overrides": [[0, 1]]}, {"size": 512, "overrides": [[0, 2]]}],
             "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""";

    @Test
    void aVoteIsToldFromTheFirstRequestToTheResult() throws ConfigurationProblem {
        List<TraceStep> steps = play(TIE).trace(0);
        assertEquals(List.of("Asked", "Asked", "Asked", "Asked", "Replied", "Replied", "Replied", "Replied", "Compared",
                "Voted", "Voted", "Voted", "Voted", "Counted", "Told", "Told", "Ended"),
                steps.stream().map(step -> step.getClass().getSimpleName()).toList());
        assertTrue(steps.getLast().words().contains("the bytes of c1"));
    }

    @Test
    void aNewVersionStandsAtTheHeadOfTheList() throws ConfigurationProblem {
        List<TraceStep.Voted> votes = only(play(TIE).trace(0), TraceStep.Voted.class);
        assertEquals(List.of(true, true, false, false), votes.stream().map(TraceStep.Voted::begins).toList());
        assertEquals(List.of(List.of(0)),
                votes.getFirst().list().stream().map(Version::children).toList());
        assertEquals(List.of(List.of(1), List.of(0, 2)),
                votes.get(2).list().stream().map(Version::children).toList());
        assertEquals(List.of(List.of(1, 3), List.of(0, 2)),
                votes.getLast().list().stream().map(Version::children).toList());
    }

    @Test
    void aTieIsNeverCalledAMajority() throws ConfigurationProblem {
        TraceStep.Counted counted = only(play(TIE).trace(0), TraceStep.Counted.class).getFirst();
        assertTrue(counted.tied());
        assertEquals(List.of("c1", "c3"), counted.members());
        assertTrue(counted.words().contains("won by list order"));
    }

    @Test
    void theFastPathComparesAndHashesNothing() throws ConfigurationProblem {
        List<TraceStep> steps = play("""
                {"children": [{"size": 512}, {"size": 512, "rules": [{"event": "none", "iotype": "read"}]},
                              {"size": 512}],
                 "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""")
                .trace(0);
        assertEquals(List.of(new TraceStep.Compared("c0", "c2", true)), only(steps, TraceStep.Compared.class));
        assertEquals(1, only(steps, TraceStep.FastPath.class).size());
        assertEquals(List.of(), only(steps, TraceStep.Voted.class));
    }

    @Test
    void aFailedChildIsReportedAsSoonAsItHasFailed() throws ConfigurationProblem {
        List<TraceStep> steps = play("""
                {"children": [{"size": 512, "rules": [{"event": "none", "iotype": "read"}]},
                              {"size": 512, "overrides": [[0, 9]]}, {"size": 512}, {"size": 512}],
                 "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""")
                .trace(0);
        int failed = steps.indexOf(new TraceStep.Replied(0, "c0", Optional.of(
                org.quorumworkbench.core.block.Errno.EIO)));
        assertTrue(steps.get(failed + 1) instanceof TraceStep.Told told && told.event() instanceof Event.ReportBad bad
                && bad.child().equals("c0"));
    }

    @Test
    void aChildThatHangsIsSilentAndTheRequestCancelled() throws ConfigurationProblem {
        List<TraceStep> steps = play("""
                {"children": [{"size": 512, "faults": [{"effect": "hang"}]}, {"size": 512}, {"size": 512}],
                 "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""")
                .trace(0);
        assertEquals(List.of(new TraceStep.Silent(0, "c0")), only(steps, TraceStep.Silent.class));
        assertEquals(new Result.Cancelled(), ((TraceStep.Ended) steps.getLast()).result());
    }

    @Test
    void aFlushThatFailsIsDecidedByAVoteOnErrors() throws ConfigurationProblem {
        List<TraceStep> steps = play("""
                {"children": [{"size": 512, "rules": [{"event": "none", "iotype": "flush", "errno": 28}]},
                              {"size": 512, "rules": [{"event": "none", "iotype": "flush", "errno": 28}]},
                              {"size": 512}],
                 "quorum": {"vote-threshold": 2},
                 "operations": [{"op": "write", "offset": 0, "length": 512, "fill": 1}, {"op": "flush"}]}""")
                .trace(1);
        assertEquals(List.of(new TraceStep.Succeeded(1, 2, true)), only(steps, TraceStep.Succeeded.class));
        assertEquals(List.of("ENOSPC", "ENOSPC"),
                only(steps, TraceStep.Voted.class).stream().map(TraceStep.Voted::value).toList());
    }

    @Test
    void fifoAsksUntilOneCanBeRead() throws ConfigurationProblem {
        List<TraceStep> steps = play("""
                {"children": [{"size": 512, "rules": [{"event": "none", "iotype": "read"}]}, {"size": 512},
                              {"size": 512}],
                 "quorum": {"vote-threshold": 1, "read-pattern": "fifo"},
                 "operations": [{"op": "read", "offset": 0, "length": 512}]}""").trace(0);
        assertEquals(List.of(0, 1), only(steps, TraceStep.Asked.class).stream().map(TraceStep.Asked::child).toList());
        assertEquals(List.of(2),
                only(steps, TraceStep.NotAsked.class).stream().map(TraceStep.NotAsked::child).toList());
    }

    @Test
    void aForkGoesOnFromAnyPosition() throws ConfigurationProblem {
        Playback playback = play("""
                {"children": [{"size": 512}, {"size": 512}], "quorum": {"vote-threshold": 2},
                 "operations": [{"op": "write", "offset": 0, "length": 512, "fill": 1},
                                {"op": "write", "offset": 0, "length": 512, "fill": 2},
                                {"op": "read", "offset": 0, "length": 512}]}""");
        Operation.Read read = new Operation.Read(0, 512);
        try (ScenarioRun before = playback.fork(0); ScenarioRun between = playback.fork(1)) {
            assertEquals(List.of("c0", "c1"), initial(before.perform(read)));
            assertEquals(List.of(), initial(between.perform(read)));
            assertTrue(!between.performed().getLast().result().detail()
                    .equals(playback.performed().getLast().result().detail()));
        }
    }

    private static List<String> initial(Performed performed) {
        return ((Transcript.Detail.Bytes) performed.result().detail()).equalsInitial();
    }
}
