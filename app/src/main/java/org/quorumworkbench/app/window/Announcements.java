// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import javafx.collections.ListChangeListener;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.model.BackgroundTask;
import org.quorumworkbench.app.model.WorkbenchModel;

/**
 * Says that something long has ended, in a corner of the window: it goes by itself and takes no
 * focus. What ended within a moment was seen anyway.
 */
final class Announcements {

    private static final Duration SHOWN = Duration.seconds(6);

    private final Window window;

    private Announcements(Window window) {
        this.window = window;
    }

    /** Announces what ends in the model from now on, over the window. */
    static void over(@Nullable Window window, WorkbenchModel model) {
        if (window == null) {
            return;
        }
        Announcements announcements = new Announcements(window);
        model.tasks().list().addListener((ListChangeListener<BackgroundTask>) change -> {
            while (change.next()) {
                change.getRemoved().stream().filter(task -> task.wasLong() && !task.isCancelled())
                        .forEach(announcements::ended);
            }
        });
    }

    private void ended(BackgroundTask task) {
        if (window.isShowing()) {
            Notifications.create().owner(window).title(text("announce.ended"))
                    .text(task.wordsProperty().get()).hideAfter(SHOWN).show();
        }
    }
}
