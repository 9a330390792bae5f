// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Work in the background, as the status bar shows it. Used on the JavaFX thread. */
public final class BackgroundTask {

    private static final long LONG = 3_000_000_000L;

    private final ReadOnlyStringWrapper words;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
    private final Runnable cancel;
    private boolean cancelled;
    private final long begun = System.nanoTime();

    /**
     * Work that has begun, of which nobody knows how far it is.
     *
     * @param title
     *            what it does
     * @param cancel
     *            stops it at once and keeps what it has found
     */
    BackgroundTask(String title, Runnable cancel) {
        words = new ReadOnlyStringWrapper(title);
        this.cancel = cancel;
    }

    /** What it does, and how far it is. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }

    /** 0 to 1; negative if nobody knows. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    void report(double done, String now) {
        progress.set(done);
        words.set(now);
    }

    /** Whether a person has had time to look away since it began. */
    public boolean wasLong() {
        return System.nanoTime() - begun > LONG;
    }

    /** Whether a person has stopped it, and so need not be told that it ended. */
    public boolean isCancelled() {
        return cancelled;
    }

    public void cancel() {
        cancelled = true;
        cancel.run();
    }
}
