// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Group;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.DetailCanvas;

/** What the colours and heights of the map mean, best first. Used on the JavaFX thread. */
final class MapLegend extends FlowPane {

    private static final double WIDTH = 18;
    private static final double HEIGHT = 13;

    /** States that look alike and mean the same to the eye are told once. */
    private static final List<CellState> STATES = List.of(CellState.NOT_SCANNED, CellState.AGREES, CellState.OUTVOTED,
            CellState.UNREADABLE, CellState.TIE, CellState.NO_WINNER);

    /** Paints a swatch. */
    private interface Paint {
        void on(GraphicsContext g, boolean dark);
    }

    private record Swatch(DetailCanvas canvas, Paint paint) {}

    private final List<Swatch> swatches = new ArrayList<>();
    private final Map<Tint, Label> tints = new EnumMap<>(Tint.class);
    private final ObservableBooleanValue dark;

    MapLegend(ObservableBooleanValue dark) {
        super(14, 2);
        this.dark = dark;
        setId("map-legend");
        getStyleClass().add("map-legend");
        for (CellState state : STATES) {
            add(state.key(), (g, night) -> MapPainter.swatch(g, state, WIDTH, HEIGHT, night));
        }
        for (Tint tint : List.of(Tint.EXPLAINED, Tint.UNALLOCATED)) {
            Label label = add(tint.key(),
                    (g, night) -> MapPainter.swatch(g, CellState.OUTVOTED, tint, WIDTH, HEIGHT, night));
            label.setId("map-legend-" + tint.name().toLowerCase(Locale.ROOT));
            label.managedProperty().bind(label.visibleProperty());
            label.setVisible(false);
            tints.put(tint, label);
        }
        dark.subscribe(this::paint);
        paint();
    }

    private Label add(String key, Paint paint) {
        DetailCanvas canvas = new DetailCanvas(this::paint);
        swatches.add(new Swatch(canvas, paint));
        Label label = new Label(text(key), new Group(canvas));
        label.setMinWidth(USE_PREF_SIZE);
        getChildren().add(label);
        return label;
    }

    /** Tells the tints that are on that map; none on no map. */
    void tell(@Nullable MapGrid grid) {
        tints.forEach((tint, label) -> label.setVisible(grid != null && switch (tint) {
            case NONE -> false;
            case EXPLAINED -> !grid.explained().isEmpty();
            case UNALLOCATED -> !grid.unallocated().isEmpty();
        }));
    }

    private void paint() {
        swatches.forEach(swatch -> swatch.paint().on(swatch.canvas().begin(WIDTH, HEIGHT), dark.get()));
    }
}
