// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.teach.Handout;
import org.quorumworkbench.core.scenario.Scenario;

/** A lesson for print: the stage is painted page by page, without a display. */
public final class HandoutPictures {

    private static final int HANDOUT_WIDTH = 1280;
    private static final int HANDOUT_HEIGHT = 720;

    private HandoutPictures() {}

    /**
     * Makes a lesson's handout, HTML with the stage's pictures. JavaFX must have been started; blocks,
     * so never on the JavaFX thread.
     */
    public static String handout(Scenario scenario, Preferences.Theme theme) {
        CompletableFuture<String> html = new CompletableFuture<>();
        Platform.runLater(() -> {
            Workbench workbench = WindowPicture.unseen(theme, HANDOUT_WIDTH, HANDOUT_HEIGHT);
            workbench.show(Perspective.TEACH);
            workbench.teaching().presentingProperty().set(true);
            workbench.model().background().after(workbench.teaching().open(scenario))
                    .then(made -> page(workbench, new ArrayDeque<>(Handout.pictured(workbench.teaching())),
                            new HashMap<>(), html))
                    .failed(html::completeExceptionally);
        });
        return html.join();
    }

    private static void page(Workbench workbench, Deque<Integer> left, Map<Integer, byte[]> pictures,
            CompletableFuture<String> html) {
        if (left.isEmpty()) {
            html.complete(Handout.html(workbench.teaching(), pictures));
            workbench.model().close();
            return;
        }
        int slide = left.removeFirst();
        workbench.teaching().seek(slide);
        workbench.model().background().after(WindowPicture.of(workbench, 1)).then(painted -> {
            pictures.put(slide, WindowPicture.png(painted));
            page(workbench, left, pictures, html);
        }).failed(html::completeExceptionally);
    }
}
