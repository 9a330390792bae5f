// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to count one divergent vote, by the number of children. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VoteBench {
    @Param({"3", "5", "32"})
    public int children;

    /** Every third child is of another version, so that there is something to count and to letter. */
    @Benchmark
    public Vote divergent() {
        Ballot<Integer> ballot = new Ballot<>();
        for (int child = 0; child < children; child++) {
            ballot.cast(child, child % 3 == 2 ? 1 : 0);
        }
        return Vote.of(Optional.of(ballot.count()), List.of(), children / 2 + 1);
    }
}
