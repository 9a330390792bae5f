// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Of several requests the last one wins: whoever comes back from the background with the answer to
 * an earlier one comes too late. May be used from any thread.
 */
public final class Latest {

    private final AtomicLong last = new AtomicLong();

    /** What somebody who asked comes back with. */
    public final class Ticket {
        private final long number;

        private Ticket(long number) {
            this.number = number;
        }

        /** Whether nothing was asked for since. */
        public boolean isLatest() {
            return last.get() == number;
        }
    }

    /** Asks anew: no earlier ticket is the latest from now on. */
    public Ticket next() {
        return new Ticket(last.incrementAndGet());
    }

    /** Nobody waits any more for what was asked. */
    public void forget() {
        last.incrementAndGet();
    }
}
