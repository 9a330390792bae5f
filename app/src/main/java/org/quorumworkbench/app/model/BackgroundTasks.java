// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The work in the background that a person can see and stop. Used on the JavaFX thread. */
public final class BackgroundTasks {

    private final ObservableList<BackgroundTask> tasks = FXCollections.observableArrayList();
    // Kept, since it hears of changes only as long as somebody holds it.
    private final ObservableList<BackgroundTask> shown = FXCollections.unmodifiableObservableList(tasks);

    /** Those that are under way, in the order in which they began. */
    public ObservableList<BackgroundTask> list() {
        return shown;
    }

    void begun(BackgroundTask task) {
        tasks.add(task);
    }

    void ended(BackgroundTask task) {
        tasks.remove(task);
    }

    /** Stops all of them; what they found stays. */
    public void cancel() {
        List.copyOf(tasks).forEach(BackgroundTask::cancel);
    }
}
