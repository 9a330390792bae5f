// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.quorumworkbench.core.nbd.NbdClient;

/**
 * What one client has done so far.
 *
 * @param client
 *            who
 * @param requests
 *            answered
 * @param bytesRead
 *            handed out
 * @param bytesWritten
 *            taken, zeroes included
 * @param errors
 *            requests that failed
 * @param readSizes
 *            how many reads of how many bytes, the sizes first seen; at most {@value #MOST_SIZES}
 * @param perSecond
 *            requests answered within the last full second
 */
public record ClientCount(NbdClient client, long requests, long bytesRead, long bytesWritten, long errors,
        NavigableMap<Long, Long> readSizes, long perSecond) {

    static final int MOST_SIZES = 64;

    /** The same while it is being counted; may be used from any thread. */
    static final class Counting {
        private static final long SECOND = Duration.ofSeconds(1).toNanos();

        private final NbdClient client;
        private final TreeMap<Long, Long> readSizes = new TreeMap<>();
        private long requests;
        private long bytesRead;
        private long bytesWritten;
        private long errors;
        private long second;
        private long inSecond;
        private long inSecondBefore;

        Counting(NbdClient client) {
            this.client = client;
        }

        NbdClient client() {
            return client;
        }

        synchronized void count(String command, long length, boolean failed, long nanoTime) {
            turn(nanoTime);
            inSecond++;
            requests++;
            errors += failed ? 1 : 0;
            if (command.equals("READ")) {
                bytesRead += failed ? 0 : length;
                if (readSizes.containsKey(length) || readSizes.size() < MOST_SIZES) {
                    readSizes.merge(length, 1L, Long::sum);
                }
            } else if (command.startsWith("WRITE")) {
                bytesWritten += failed ? 0 : length;
            }
        }

        private void turn(long nanoTime) {
            long now = Math.floorDiv(nanoTime, SECOND);
            if (now != second) {
                inSecondBefore = now == second + 1 ? inSecond : 0;
                inSecond = 0;
                second = now;
            }
        }

        synchronized ClientCount now(long nanoTime) {
            turn(nanoTime);
            return new ClientCount(client, requests, bytesRead, bytesWritten, errors, new TreeMap<>(readSizes),
                    inSecondBefore);
        }
    }
}
