// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps what is read to so many bytes a second, whoever reads. Each read waits until those before
 * it are paid for; what was not read in time is not made up for, but for a tenth of a second. May
 * be used from any thread.
 */
public final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final long MADE_UP = SECOND / 10;
    /** Reads should be so short, so that a limit is not felt as reading and standing still. */
    private static final int READS_A_SECOND = 16;

    private final OptionalLong bytesPerSecond;
    private final ScanClock clock;
    private long paidUntil;

    /**
     * @param bytesPerSecond
     *            above 0; absent for as fast as it goes
     */
    public Pace(OptionalLong bytesPerSecond, ScanClock clock) {
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        paidUntil = clock.nanoTime();
    }

    /**
     * Waits until so many bytes may be read.
     *
     * @return false if the scan was stopped meanwhile: then nothing is to be read
     */
    public boolean take(long bytes, CompletableFuture<?> stopped) {
        if (bytesPerSecond.isEmpty()) {
            return true;
        }
        long wait = reserve(bytes);
        if (wait > 0) {
            clock.await(wait, stopped);
        }
        return !stopped.isDone();
    }

    private synchronized long reserve(long bytes) {
        long now = clock.nanoTime();
        // Times of this clock are compared by their difference, and may wrap around.
        long from = paidUntil - (now - MADE_UP) < 0 ? now - MADE_UP : paidUntil;
        paidUntil = from + (long) ((double) bytes * SECOND / bytesPerSecond.getAsLong());
        return from - now;
    }

    /** The sectors to read at once, a power of two, of so many that could be. */
    int piece(int sectors) {
        if (bytesPerSecond.isEmpty()) {
            return sectors;
        }
        long most = bytesPerSecond.getAsLong() / READS_A_SECOND / 512;
        return Math.clamp(Long.highestOneBit(Math.max(1, most)), 8, sectors);
    }
}
