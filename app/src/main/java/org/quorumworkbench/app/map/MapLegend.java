// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/** What the colours and heights of the map mean, best first. Used on the JavaFX thread. */
final class MapLegend extends FlowPane {

    private static final double WIDTH = 18;
    private static final double HEIGHT = 13;

    /** States that look alike and mean the same to the eye are told once. */
    private static final List<CellState> STATES = List.of(CellState.NOT_SCANNED, CellState.AGREES, CellState.OUTVOTED,
            CellState.UNREADABLE, CellState.TIE, CellState.NO_WINNER);

    private final List<Canvas> swatches = new ArrayList<>();

    MapLegend(ObservableBooleanValue dark) {
        super(14, 2);
        setId("map-legend");
        getStyleClass().add("map-legend");
        for (CellState state : STATES) {
            Canvas swatch = new Canvas(WIDTH, HEIGHT);
            swatches.add(swatch);
            Label label = new Label(text(state.key()), swatch);
            label.setMinWidth(USE_PREF_SIZE);
            getChildren().add(label);
        }
        dark.subscribe(() -> paint(dark.get()));
        paint(dark.get());
    }

    private void paint(boolean dark) {
        for (int at = 0; at < STATES.size(); at++) {
            MapPainter.swatch(swatches.get(at).getGraphicsContext2D(), STATES.get(at), WIDTH, HEIGHT, dark);
        }
    }
}
