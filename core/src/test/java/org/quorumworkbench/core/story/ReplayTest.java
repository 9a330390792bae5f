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
import org.quorumworkbench.core.scenario.Action;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.vote.Version;

class ReplayTest {

    private static Playback play(String text) throws ConfigurationProblem {
        Scenario scenario = new ScenarioReader(Path.of("")).text(text, "x.json").scenarios().getFirst();
        return Playback.of(scenario, Optional.of(Semantics.V7_2));
    }

    private static <M extends Moment> List<M> only(List<Moment> moments, Class<M> kind) {
        return moments.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static final String TIE = """
            {"children": [{"size": 512, "overrides": [[0, 1]]}, {"size": 512, "overrides": [[0, 2]]},
                          {"size": 512, "overrides": [[0, 1]]}, {"size": 512, "overrides": [[0, 2]]}],
             "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""";

    @Test
    void aVoteIsToldFromTheFirstRequestToTheResult() throws ConfigurationProblem {
        List<Moment> moments = play(TIE).moments(0);
        assertEquals(List.of("Asked", "Asked", "Asked", "Asked", "Replied", "Replied", "Replied", "Replied", "Compared",
                "Voted", "Voted", "Voted", "Voted", "Counted", "Told", "Told", "Ended"),
                moments.stream().map(moment -> moment.getClass().getSimpleName()).toList());
        assertTrue(moments.getLast().words().contains("the bytes of c1"));
    }

    @Test
    void aNewVersionStandsAtTheHeadOfTheList() throws ConfigurationProblem {
        List<Moment.Voted> votes = only(play(TIE).moments(0), Moment.Voted.class);
        assertEquals(List.of(true, true, false, false), votes.stream().map(Moment.Voted::begins).toList());
        assertEquals(List.of(List.of(0)),
                votes.getFirst().list().stream().map(Version::children).toList());
        assertEquals(List.of(List.of(1), List.of(0, 2)),
                votes.get(2).list().stream().map(Version::children).toList());
        assertEquals(List.of(List.of(1, 3), List.of(0, 2)),
                votes.getLast().list().stream().map(Version::children).toList());
    }

    @Test
    void aTieIsNeverCalledAMajority() throws ConfigurationProblem {
        Moment.Counted counted = only(play(TIE).moments(0), Moment.Counted.class).getFirst();
        assertTrue(counted.tied());
        assertEquals(List.of("c1", "c3"), counted.members());
        assertTrue(counted.words().contains("won by list order"));
    }

    @Test
    void theFastPathComparesAndHashesNothing() throws ConfigurationProblem {
        List<Moment> moments = play("""
                {"children": [{"size": 512}, {"size": 512, "rules": [{"event": "none", "iotype": "read"}]},
                              {"size": 512}],
                 "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""")
                .moments(0);
        assertEquals(List.of(new Moment.Compared("c0", "c2", true)), only(moments, Moment.Compared.class));
        assertEquals(1, only(moments, Moment.FastPath.class).size());
        assertEquals(List.of(), only(moments, Moment.Voted.class));
    }

    @Test
    void aFailedChildIsReportedAsSoonAsItHasFailed() throws ConfigurationProblem {
        List<Moment> moments = play("""
                {"children": [{"size": 512, "rules": [{"event": "none", "iotype": "read"}]},
                              {"size": 512, "overrides": [[0, 9]]}, {"size": 512}, {"size": 512}],
                 "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""")
                .moments(0);
        int failed = moments.indexOf(new Moment.Replied(0, "c0", Optional.of(
                org.quorumworkbench.core.block.Errno.EIO)));
        assertTrue(moments.get(failed + 1) instanceof Moment.Told told && told.event() instanceof Event.ReportBad bad
                && bad.child().equals("c0"));
    }

    @Test
    void aChildThatHangsIsSilentAndTheRequestCancelled() throws ConfigurationProblem {
        List<Moment> moments = play("""
                {"children": [{"size": 512, "faults": [{"effect": "hang"}]}, {"size": 512}, {"size": 512}],
                 "quorum": {"vote-threshold": 2}, "operations": [{"op": "read", "offset": 0, "length": 512}]}""")
                .moments(0);
        assertEquals(List.of(new Moment.Silent(0, "c0")), only(moments, Moment.Silent.class));
        assertEquals(new Result.Cancelled(), ((Moment.Ended) moments.getLast()).result());
    }

    @Test
    void aFlushThatFailsIsDecidedByAVoteOnErrors() throws ConfigurationProblem {
        List<Moment> moments = play("""
                {"children": [{"size": 512, "rules": [{"event": "none", "iotype": "flush", "errno": 28}]},
                              {"size": 512, "rules": [{"event": "none", "iotype": "flush", "errno": 28}]},
                              {"size": 512}],
                 "quorum": {"vote-threshold": 2},
                 "operations": [{"op": "write", "offset": 0, "length": 512, "fill": 1}, {"op": "flush"}]}""")
                .moments(1);
        assertEquals(List.of(new Moment.Succeeded(1, 2, true)), only(moments, Moment.Succeeded.class));
        assertEquals(List.of("ENOSPC", "ENOSPC"),
                only(moments, Moment.Voted.class).stream().map(Moment.Voted::value).toList());
    }

    @Test
    void fifoAsksUntilOneCanBeRead() throws ConfigurationProblem {
        List<Moment> moments = play("""
                {"children": [{"size": 512, "rules": [{"event": "none", "iotype": "read"}]}, {"size": 512},
                              {"size": 512}],
                 "quorum": {"vote-threshold": 1, "read-pattern": "fifo"},
                 "operations": [{"op": "read", "offset": 0, "length": 512}]}""").moments(0);
        assertEquals(List.of(0, 1), only(moments, Moment.Asked.class).stream().map(Moment.Asked::child).toList());
        assertEquals(List.of(2), only(moments, Moment.NotAsked.class).stream().map(Moment.NotAsked::child).toList());
    }

    @Test
    void aForkGoesOnFromAnyMoment() throws ConfigurationProblem {
        Playback playback = play("""
                {"children": [{"size": 512}, {"size": 512}], "quorum": {"vote-threshold": 2},
                 "operations": [{"op": "write", "offset": 0, "length": 512, "fill": 1},
                                {"op": "write", "offset": 0, "length": 512, "fill": 2},
                                {"op": "read", "offset": 0, "length": 512}]}""");
        Action.Read read = new Action.Read(0, 512);
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
