// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Duration;

/** Time spent working: pauses do not count. May be used from any thread. */
final class Stopwatch {

    private final ScanClock clock;
    private long before;
    private long since;
    private boolean running = true;

    Stopwatch(ScanClock clock) {
        this.clock = clock;
        since = clock.nanoTime();
    }

    synchronized void stop() {
        if (running) {
            before += clock.nanoTime() - since;
            running = false;
        }
    }

    synchronized void go() {
        if (!running) {
            since = clock.nanoTime();
            running = true;
        }
    }

    synchronized Duration elapsed() {
        return Duration.ofNanos(before + (running ? clock.nanoTime() - since : 0));
    }
}
