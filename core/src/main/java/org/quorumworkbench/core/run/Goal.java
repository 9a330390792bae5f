// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.vote.Verdict;

/** Something that a person brings about in a sandbox; the engine judges whether it has come. */
public enum Goal {

    /** A read of several sectors fails, though every sector alone has a majority. */
    FAILS_WITH_MAJORITIES {
        @Override
        boolean isReached(Playback playback, Performed done) {
            if (!(done.operation() instanceof Operation.Read(long offset, int length))
                    || done.outcome().filter(outcome -> !outcome.isSuccess()).isEmpty()) {
                return false;
            }
            SectorRange range = SectorRange.ofBytes(offset, length);
            return range.count() > 1 && sectors(playback, done.index(), range).stream().allMatch(outcome -> outcome
                    .verdict().filter(word -> word == Verdict.MAJORITY || word == Verdict.UNANIMOUS).isPresent());
        }
    },

    /** A read succeeds, and only the order of the list has decided. */
    TIE_WINS {
        @Override
        boolean isReached(Playback playback, Performed done) {
            return done.outcome().filter(Outcome::isSuccess).flatMap(Outcome::verdict)
                    .filter(word -> word == Verdict.TIE).isPresent();
        }
    },

    /** A write is acknowledged, and a read afterwards gives something else; with one fault alone. */
    LOSES_A_WRITE {
        @Override
        boolean isReached(Playback playback, Performed done) {
            long faults = playback.scenario().faults().values().stream()
                    .flatMap(List::stream).filter(spec -> spec.on()).count();
            return faults == 1 && done.operation() instanceof Operation.Read
                    && done.outcome().filter(Outcome::isSuccess).isPresent()
                    && playback.performed().stream().limit(done.index())
                            .anyMatch(before -> before.operation() instanceof Operation.Write
                                    && before.result().status() == Transcript.Status.OK)
                    && done.result().detail() instanceof Transcript.Detail.Bytes(String _, List<String> initial)
                    && !initial.isEmpty();
        }
    },

    /** A read fails with EIO, though every child could be read. */
    EIO_WITHOUT_AN_ERROR {
        @Override
        boolean isReached(Playback playback, Performed done) {
            return done.outcome().filter(outcome -> !outcome.isSuccess() && outcome.failed().isEmpty()
                    && outcome.verdict().filter(word -> word == Verdict.BELOW_THRESHOLD).isPresent()).isPresent();
        }
    };

    /** Whether that operation has brought it about. */
    abstract boolean isReached(Playback playback, Performed done);

    /** Whether the scenario brings it about. */
    public boolean isReached(Scenario scenario) {
        Playback playback = Playback.of(scenario, Optional.empty());
        return playback.performed().stream().anyMatch(done -> isReached(playback, done));
    }

    private static List<Outcome> sectors(Playback playback, int operation, SectorRange range) {
        try (ScenarioRun run = playback.fork(operation)) {
            return LongStream.range(range.first(), range.end())
                    .mapToObj(sector -> run.perform(
                            new Operation.Read(sector * SectorRange.SECTOR, SectorRange.SECTOR)).outcome())
                    .flatMap(Optional::stream).toList();
        }
    }
}
