// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A view beside the bytes, under its title. */
final class Panel extends VBox {

    private static final double NARROWEST = 150;

    Panel(String title, Node view) {
        Label label = new Label(title);
        label.getStyleClass().add("panel-title");
        getChildren().addAll(label, view);
        setMinWidth(NARROWEST);
        setVgrow(view, Priority.ALWAYS);
    }
}
