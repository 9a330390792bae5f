// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.sample.TourQuorum;

/** What is to be seen in the sample, each one click away. */
final class TourBar extends FlowPane {

    private final Consumer<TourQuorum.Stop> go;

    TourBar(Consumer<TourQuorum.Stop> go) {
        super(10, 0);
        this.go = go;
        setId("overview-tour");
        getStyleClass().add("overview-tour");
        show(List.of());
    }

    void show(List<TourQuorum.Stop> stops) {
        Label title = new Label(text("tour.title"));
        title.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(title);
        for (TourQuorum.Stop stop : stops) {
            Hyperlink link = new Hyperlink(text("tour." + stop.name()));
            link.setId("tour-" + stop.name());
            link.setMinWidth(USE_PREF_SIZE);
            LateTip.on(link, () -> text("tour." + stop.name() + ".words"));
            link.setOnAction(event -> go.accept(stop));
            getChildren().add(link);
        }
        setVisible(!stops.isEmpty());
        setManaged(!stops.isEmpty());
    }
}
