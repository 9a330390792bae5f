// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.util.concurrent.CountDownLatch;

/**
 * What Ctrl-C means while a command reads: the reading is cancelled, and the program ends only when
 * what was found has been told.
 */
final class Interruption {

    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable cancel) {
        hook = Thread.ofPlatform().name("interrupted").unstarted(() -> {
            cancel.run();
            awaitTold();
        });
    }

    /**
     * Arms Ctrl-C until all is told.
     *
     * @param cancel
     *            stops the reading; called on a thread of the system's, at most once
     */
    static Interruption of(Runnable cancel) {
        Interruption interruption = new Interruption(cancel);
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
