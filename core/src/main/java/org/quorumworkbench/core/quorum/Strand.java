// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time, in the order in which they were given, on an executor that may be
 * changed: what the event loop is for the driver. Nothing on it may block. An executor that refuses
 * its work, or forgets it, loses no task: they wait until the strand is moved to another.
 */
final class Strand implements Executor {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Executor executor;
    private int moves;
    private boolean scheduled;
    private boolean busy;
    private volatile @Nullable Thread current;

    Strand(Executor executor) {
        this.executor = executor;
    }

    /** From the next task on, the strand runs on the other executor. */
    void moveTo(Executor other) {
        int move;
        synchronized (this) {
            executor = other;
            move = ++moves;
            // A task that runs now is finished where it is, and hands over; until then nothing may begin.
            if (!scheduled || busy) {
                return;
            }
        }
        schedule(other, move);
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
            if (scheduled) {
                return;
            }
            scheduled = true;
            on = executor;
            move = moves;
        }
        schedule(on, move);
    }

    private void schedule(Executor on, int move) {
        try {
            on.execute(() -> drain(move));
        } catch (RejectedExecutionException e) {
            // An executor that was shut down: what waits goes on when the strand is moved.
            return;
        }
    }

    /** Runs what waits until nothing does, or the strand has moved away from this executor. */
    private void drain(int move) {
        for (Runnable task = take(move); task != null; task = take(move)) {
            boolean completed = false;
            current = Thread.currentThread();
            try {
                task.run();
                completed = true;
            } finally {
                current = null;
                if (!release(move) && !completed) {
                    // A task that threw shows where uncaught exceptions show; the others go on.
                    schedule(executor(), move);
                }
            }
        }
    }

    private synchronized Executor executor() {
        return executor;
    }

    private synchronized @Nullable Runnable take(int move) {
        if (move != moves || busy) {
            return null;
        }
        Runnable task = waiting.poll();
        busy = task != null;
        scheduled = busy;
        return task;
    }

    /** Ends a task; hands over to the executor that the strand was moved to meanwhile, if it was. */
    private boolean release(int move) {
        Executor next;
        int now;
        synchronized (this) {
            busy = false;
            next = executor;
            now = moves;
        }
        if (now != move) {
            schedule(next, now);
        }
        return now != move;
    }
}
