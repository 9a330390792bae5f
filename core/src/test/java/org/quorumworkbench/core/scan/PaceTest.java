// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;

/** A limit is kept to the byte on a clock that only moves when somebody waits. */
class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    /** Time that passes by being waited for. */
    private static final class Waited implements ScanClock {
        private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public void await(long nanoseconds, CompletableFuture<?> stopped) {
            now.addAndGet(nanoseconds);
        }

        long since(long start) {
            return now.get() - start;
        }
    }

    private final Waited clock = new Waited();
    private final CompletableFuture<Boolean> never = new CompletableFuture<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 4096, 1_000_003, 200L << 20, 5L << 40})
    void soManyBytesTakeAsLongAsTheLimitSays(long rate) {
        Random random = new Random(rate);
        long start = clock.nanoTime();
        Pace pace = new Pace(OptionalLong.of(rate), clock);
        double bytes = 0;
        for (int read = 0; read < 200; read++) {
            long some = 1 + random.nextLong(rate);
            assertTrue(pace.take(some, never));
            bytes += some;
        }
        // The last read has not been waited for.
        pace.take(1, never);
        assertEquals(bytes / rate, (double) clock.since(start) / SECOND, 0.11, "seconds");
    }

    @Test
    void whatWasNotReadInTimeIsNotMadeUpFor() {
        Pace pace = new Pace(OptionalLong.of(1000), clock);
        pace.take(1000, never);
        clock.await(100 * SECOND, never);
        long start = clock.nanoTime();
        pace.take(1000, never);
        pace.take(1000, never);
        pace.take(1000, never);
        assertEquals(1.9, (double) clock.since(start) / SECOND, 0.001);
    }

    @Test
    void whoIsStoppedReadsNoMore() {
        Pace pace = new Pace(OptionalLong.of(1), clock);
        assertFalse(pace.take(1, CompletableFuture.completedFuture(true)));
        assertTrue(new Pace(OptionalLong.empty(), clock).take(1, CompletableFuture.completedFuture(true)));
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "65536, 8", "1048576, 128", "2097152, 256", "209715200, 256"})
    void aSlowPaceIsKeptInSmallReads(long rate, int sectors) {
        assertEquals(sectors, new Pace(OptionalLong.of(rate), clock).piece(256));
    }

    @Test
    void aWholeScanKeepsItOverAllChildrenTogether(@TempDir Path folder) throws Exception {
        Executor direct = Runnable::run;
        byte[] bytes = new byte[300_000];
        new Random(3).nextBytes(bytes);
        List<Child> children = new ArrayList<>();
        for (int child = 0; child < 3; child++) {
            children.add(new Child("children." + child, "c" + child,
                    FileDevice.open(Files.write(folder.resolve(child + ".img"), bytes), direct)));
        }
        Courtesy courtesy = new Courtesy(false, OptionalLong.of(100_000), false);
        DivergenceMap blank = Scan.blank(children);
        ScanResult result = Scan.start(children, blank, SectorRanges.of(new SectorRange(0, blank.sectors())),
                new ScanOptions(1, clock, courtesy)).result().join();
        children.forEach(child -> child.device().close());
        assertTrue(result.isComplete());
        assertEquals(9, result.progress().elapsed().toMillis() / 1000.0, 0.3, "seconds for 900,000 bytes");
    }
}
