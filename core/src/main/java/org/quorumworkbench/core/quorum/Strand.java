// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time, in the order in which they were given, on an executor that may be
 * changed: what the event loop is for the driver. Nothing on it may block.
 */
final class Strand implements Executor {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Executor executor;
    private int moves;
    private boolean running;
    private volatile @Nullable Thread current;

    Strand(Executor executor) {
        this.executor = executor;
    }

    /** From the next task on, the strand runs on the other executor. */
    synchronized void moveTo(Executor other) {
        executor = other;
        moves++;
    }

    /**
     * Runs the task now if the caller is itself a task of this strand, else as soon as its turn comes.
     */
    void enter(Runnable task) {
        if (current == Thread.currentThread()) {
            task.run();
        } else {
            execute(task);
        }
    }

    @Override
    public void execute(Runnable task) {
        Executor on;
        int move;
        synchronized (this) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
            on = executor;
            move = moves;
        }
        on.execute(() -> drain(move));
    }

    /**
     * Runs what waits until nothing does, or until the strand has moved away from this executor, or a
     * task has thrown: then another drain goes on.
     */
    private void drain(int move) {
        boolean completed = true;
        while (completed) {
            Runnable task;
            Executor next;
            int now;
            synchronized (this) {
                task = waiting.peek();
                running = task != null;
                next = executor;
                now = moves;
                if (task != null && now == move) {
                    waiting.remove();
                }
            }
            if (task == null) {
                return;
            }
            if (now != move) {
                next.execute(() -> drain(now));
                return;
            }
            completed = false;
            current = Thread.currentThread();
            try {
                task.run();
                completed = true;
            } finally {
                current = null;
                if (!completed) {
                    next.execute(() -> drain(now));
                }
            }
        }
    }
}
