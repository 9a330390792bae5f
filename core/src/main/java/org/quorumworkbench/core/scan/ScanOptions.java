// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

/**
 * How to scan.
 *
 * @param threads
 *            that read and compare, 1 to 64
 * @param clock
 *            the time
 * @param courtesy
 *            towards others on the machine
 */
public record ScanOptions(int threads, ScanClock clock, Courtesy courtesy) {

    public ScanOptions {
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("1 to 64 threads can scan, not " + threads);
        }
    }

    /** A thread for each processor, up to eight: more do not make a disk faster. */
    public static ScanOptions standard() {
        return standard(Courtesy.NONE);
    }

    /** As {@link #standard()}, kind to others. */
    public static ScanOptions standard(Courtesy courtesy) {
        return new ScanOptions(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8), System::nanoTime,
                courtesy);
    }
}
