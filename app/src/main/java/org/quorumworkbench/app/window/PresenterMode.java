// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.quorumworkbench.app.teach.Teaching;

/** Before a room: nothing but the lesson is in the window, and the window is the whole screen. */
final class PresenterMode {

    private final BorderPane root;
    private final Scene scene;

    PresenterMode(Teaching teaching, BorderPane root, Scene scene) {
        this.root = root;
        this.scene = scene;
        teaching.presentingProperty().addListener((property, before, presenting) -> show(presenting));
    }

    private void show(boolean presenting) {
        Stream.of(root.getTop(), root.getBottom()).filter(Objects::nonNull).forEach(part -> {
            part.setVisible(!presenting);
            part.setManaged(!presenting);
        });
        if (scene.getWindow() instanceof Stage stage && stage.isFullScreen() != presenting) {
            // Escape is heard by the lesson, which leaves the mode with it.
            stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
            stage.setFullScreenExitHint("");
            stage.setFullScreen(presenting);
        }
    }
}
