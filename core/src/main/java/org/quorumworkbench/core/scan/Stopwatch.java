// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time spent working: pauses do not count. May be used from any thread. */
final class Stopwatch {

    private final LongSupplier nanoTime;
    private long before;
    private long since;
    private boolean running = true;

    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        since = nanoTime.getAsLong();
    }

    synchronized void stop() {
        if (running) {
            before += nanoTime.getAsLong() - since;
            running = false;
        }
    }

    synchronized void go() {
        if (!running) {
            since = nanoTime.getAsLong();
            running = true;
        }
    }

    synchronized Duration elapsed() {
        return Duration.ofNanos(before + (running ? nanoTime.getAsLong() - since : 0));
    }
}
