// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.preferences.Preferences;

/** What somebody who opens the window for the first time should know; gone once it was read. */
final class WelcomeBar extends HBox {

    WelcomeBar(Preferences preferences, Actions actions) {
        super(10);
        setId("hints");
        getStyleClass().add("hints");
        setAlignment(Pos.CENTER_LEFT);
        Label words = new Label(text("hints.words"));
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button read = new Button(text("hints.read"));
        read.setId("hints-read");
        read.setMinWidth(Region.USE_PREF_SIZE);
        read.setOnAction(event -> {
            preferences.setWelcomed(true);
            show(false);
        });
        getChildren().addAll(words, link(actions.nextDivergence), link(actions.keys), link(actions.perspective), read);
        show(!preferences.isWelcomed());
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    private static Hyperlink link(Action action) {
        Hyperlink link = new Hyperlink(action.tip());
        link.setMinWidth(Region.USE_PREF_SIZE);
        LateTip.on(link, () -> action.tip());
        link.setOnAction(event -> {
            if (!action.disabled().get()) {
                action.run().run();
            }
        });
        return link;
    }
}
