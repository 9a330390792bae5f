// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;

/** Something to try: what, and the button that does it. */
final class TryPane extends VBox {

    private final Teaching teaching;
    private final Label words = new Label();
    private final Button attempt = new Button(text("teach.try"));

    TryPane(Teaching teaching) {
        this.teaching = teaching;
        setId("teach-exercise");
        getStyleClass().add("teach-question");
        words.getStyleClass().add("teach-words");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        attempt.setId("teach-try");
        LateTip.on(attempt, () -> text("teach.try.tip"));
        getChildren().addAll(words, attempt);
    }

    void show(Slide.Try slide) {
        words.setText(slide.exercise().text());
        attempt.setVisible(slide.exercise().attempt().isPresent());
        attempt.setOnAction(event -> teaching.attempt(slide.exercise()));
    }

    String sentence() {
        return words.getText();
    }
}
