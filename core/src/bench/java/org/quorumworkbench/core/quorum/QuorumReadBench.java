// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quorumworkbench.core.block.MemoryDevice;

/**
 * Votes per second over disks in memory, and with {@code -prof gc} what a read allocates. A
 * unanimous read must not allocate more for 1 MiB than for 4 KiB.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class QuorumReadBench {

    @Param({"3", "5", "32"})
    int children;

    @Param({"4096", "1048576"})
    int bytes;

    /** Whether the last child has another byte at the end, so that every child is hashed. */
    @Param({"false", "true"})
    boolean divergent;

    private Quorum quorum;
    private ByteBuffer into;

    /** Fills the disks with the same random bytes. */
    @Setup
    public void open() {
        byte[] content = new byte[bytes];
        new Random(42).nextBytes(content);
        List<Child> list = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            if (divergent && i == children - 1) {
                content[bytes - 1]++;
            }
            list.add(new Child("children." + i, "c" + i, MemoryDevice.of(content)));
        }
        quorum = Quorum.open("q0", list, Policy.threshold(children / 2 + 1), true, Runnable::run, event -> {});
        into = ByteBuffer.allocate(bytes);
    }

    /** One read, voted on by all children. */
    @Benchmark
    public Outcome vote() {
        return quorum.read(0, into).result().join();
    }
}
