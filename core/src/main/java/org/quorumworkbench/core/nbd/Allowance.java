// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

/**
 * How many requests, and bytes of theirs, one client may have under way: then it is not listened
 * to.
 */
final class Allowance {

    private static final int MOST_REQUESTS = 16;
    private static final long MOST_BYTES = 64L << 20;

    private int requests;
    private long bytes;
    private boolean over;

    /** Waits until there is room; false if there will be none, the connection being over. */
    synchronized boolean take(long count) throws InterruptedException {
        while (!over && (requests >= MOST_REQUESTS || (requests > 0 && bytes + count > MOST_BYTES))) {
            wait();
        }
        requests++;
        bytes += count;
        return !over;
    }

    synchronized void giveBack(long count) {
        requests--;
        bytes -= count;
        notifyAll();
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }
}
