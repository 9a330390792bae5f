// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A view beside the bytes, below its title. */
final class TitledPanel extends VBox {

    private static final double LEAST_WIDTH = 150;

    TitledPanel(String title, Node view) {
        Label label = new Label(title);
        label.getStyleClass().add("panel-title");
        getChildren().addAll(label, view);
        setMinWidth(LEAST_WIDTH);
        VBox.setVgrow(view, Priority.ALWAYS);
    }
}
