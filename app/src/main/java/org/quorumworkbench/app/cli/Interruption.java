// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.util.concurrent.CountDownLatch;
import org.quorumworkbench.core.scan.Scan;

/**
 * What Ctrl-C means while a scan runs: the scan is cancelled, and the program ends only when what
 * it found has been told.
 */
final class Interruption {

    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Scan scan) {
        hook = Thread.ofPlatform().name("interrupted").unstarted(() -> {
            scan.cancel();
            awaitTold();
        });
    }

    static Interruption of(Scan scan) {
        Interruption interruption = new Interruption(scan);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void awaitTold() {
        try {
            told.await();
        } catch (InterruptedException e) {
            // Nobody interrupts a hook but the system that wants to be done with it.
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the program end. */
    void allTold() {
        told.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already: the hook has run and goes with it.
            told.countDown();
        }
    }
}
