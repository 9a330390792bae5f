// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The time that a scan goes by. May be asked on any thread. */
@FunctionalInterface
public interface ScanClock {

    /** Nanoseconds since some moment, as {@link System#nanoTime} has it. */
    long nanoTime();

    /** Waits for so many nanoseconds, or until the scan is stopped. */
    default void await(long nanoseconds, CompletableFuture<?> stopped) {
        try {
            stopped.get(nanoseconds, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scan is stopped without an exception", e);
        }
    }
}
