// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.List;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.FoundVolume;

/** Paints the map on a canvas. Used on the JavaFX thread. */
final class MapPainter {

    private static final double STROKES = 4;
    private static final double NARROWEST_FRAME = 6;
    /** From one name to the next, in pixels. */
    private static final double NAMED = 10;
    private static final double LEAST_FONT = 9;
    private static final double PALER = 0.55;
    /** Half of a flag's width, in pixels. */
    private static final double FLAG = 4;

    private final GraphicsContext g;
    private final MapLayout layout;
    private final Color background;
    private final Color ink;

    MapPainter(GraphicsContext g, MapLayout layout, boolean dark) {
        this.g = g;
        this.layout = layout;
        this.background = dark ? Color.web("#0D1117") : Color.WHITE;
        this.ink = dark ? Color.web("#E6EDF3") : Color.web("#1F2328");
    }

    void paint(MapGrid grid, SectorRange viewport) {
        g.setFill(background);
        g.fillRect(0, 0, layout.width(), layout.height());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setFont(Font.font(Math.clamp(layout.row() - 2, LEAST_FONT, 12)));
        Set<Integer> named = MapNames.of(grid, (int) Math.ceil(NAMED / layout.row()));
        for (int row = 0; row < grid.rows().size(); row++) {
            if (named.contains(row)) {
                g.setFill(ink);
                g.fillText(shortened(MapWords.row(grid, row)), layout.left() - 6,
                        layout.y(row) + layout.row() / 2 - 0.5,
                        layout.left() - 10);
            }
            row(grid, row);
        }
        if (layout.lane()) {
            lane(grid);
        }
        frame(grid, viewport);
    }

    private static String shortened(String name) {
        return name.length() <= 14 ? name : name.substring(0, 6) + "\u2026" + name.substring(name.length() - 7);
    }

    /** Neighbours in the same state are one stroke of the brush. */
    private void row(MapGrid grid, int row) {
        List<CellState> states = grid.rows().get(row);
        for (int from = 0; from < states.size();) {
            int to = from + 1;
            Tint tint = Tint.of(grid, row, from);
            while (to < states.size() && states.get(to) == states.get(from) && Tint.of(grid, row, to) == tint) {
                to++;
            }
            double left = layout.x(from, grid.cells());
            double width = layout.x(to, grid.cells()) - left;
            cells(states.get(from), left, width, layout.y(row));
            tint(tint, states.get(from), left, width, layout.y(row), layout.row() - 1);
            from = to;
        }
    }

    /** Paints a state alone, as a legend shows it. */
    static void swatch(GraphicsContext g, CellState state, double width, double height, boolean dark) {
        swatch(g, state, Tint.NONE, width, height, dark);
    }

    /** Paints a state with a tint, as a legend shows it. */
    static void swatch(GraphicsContext g, CellState state, Tint tint, double width, double height, boolean dark) {
        MapPainter painter = new MapPainter(g, new MapLayout(width, 0), dark);
        g.setFill(painter.background);
        g.fillRect(0, 0, width, height);
        painter.cells(state, 0, width, 0, height);
        painter.tint(tint, state, 0, width, 0, height);
    }

    private void cells(CellState state, double x, double width, double y) {
        cells(state, x, width, y, layout.row() - 1);
    }

    private void cells(CellState state, double x, double width, double y, double whole) {
        double height = height(state, whole);
        double top = y + whole - height;
        switch (state) {
            case NOT_SCANNED -> {
                g.setFill(state.colour());
                for (double dot = x + 1; dot < x + width - 0.5; dot += 2 * STROKES) {
                    g.fillRect(dot, y + Math.floor(whole / 2), 1, 1);
                }
            }
            case AGREES, OUTVOTED, DIFFERS -> fill(state.colour(), x, top, width, height);
            case UNREADABLE -> {
                fill(state.colour(), x, top, width, height);
                strokes(x, top, width, height, true, false);
            }
            case TIE -> {
                fill(state.colour(), x, top, width, height);
                strokes(x, top, width, height, false, true);
            }
            case NO_WINNER -> {
                fill(state.colour(), x, top, width, height);
                strokes(x, top, width, height, true, true);
            }
        }
    }

    /**
     * What is harmless is paler; explained has a line over it, unallocated dashes: told apart by more
     * than colour.
     */
    private void tint(Tint tint, CellState state, double x, double width, double y, double whole) {
        if (tint == Tint.NONE) {
            return;
        }
        double height = height(state, whole);
        double top = y + whole - height;
        g.setFill(background.deriveColor(0, 1, 1, PALER));
        g.fillRect(x, top, width, height);
        if (tint == Tint.EXPLAINED) {
            fill(ink, x, top, width, 1);
        }
        for (double dash = x; tint == Tint.UNALLOCATED && dash < x + width; dash += STROKES) {
            fill(ink, dash, top, Math.min(STROKES / 2, x + width - dash), 1);
        }
    }

    private static double height(CellState state, double whole) {
        return Math.max(2, Math.rint(whole * state.height()));
    }

    /** Partitions side by side, with what is in them where there is room for it. */
    private void lane(MapGrid grid) {
        double y = layout.y(layout.rows()) + 2;
        double height = layout.laneHeight() - 3;
        g.setFont(Font.font(Math.clamp(height - 2, 8, 12)));
        g.setFill(ink);
        g.fillText(MapWords.lane(), layout.left() - 6, y + height / 2, layout.left() - 10);
        g.setTextAlign(TextAlignment.LEFT);
        double last = layout.x(1.0);
        int painted = 0;
        for (FoundVolume part : grid.parts()) {
            if (!part.range().overlaps(grid.window().shown())) {
                continue;
            }
            double from = Math.rint(layout.x(Math.max(0, grid.window().placeOf(part.range().first()))));
            double to = Math.min(last,
                    Math.max(from + 2, Math.rint(layout.x(Math.min(1, grid.window().placeOf(part.range().end()))))));
            fill(ink.deriveColor(0, 1, 1, painted++ % 2 == 0 ? 0.16 : 0.28), from, y, to - from, height);
            fill(ink, from, y, 1, height);
            fill(ink, to - 1, y, 1, height);
            String words = MapWords.shortly(part);
            if (to - from > 8 + words.length() * height / 2) {
                g.setFill(ink);
                g.fillText(words, from + 5, y + height / 2);
            }
        }
    }

    private void fill(Color colour, double x, double y, double width, double height) {
        g.setFill(colour);
        g.fillRect(x, y, width, height);
    }

    private void strokes(double x, double y, double width, double height, boolean rising, boolean falling) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setStroke(background);
        g.setLineWidth(1);
        for (double at = x - height; at < x + width; at += STROKES) {
            if (rising) {
                g.strokeLine(at, y + height, at + height, y);
            }
            if (falling) {
                g.strokeLine(at, y, at + height, y + height);
            }
        }
        g.restore();
    }

    /** Frames the range that the other views show; never too narrow to be seen. */
    private void frame(MapGrid grid, SectorRange viewport) {
        if (!viewport.overlaps(grid.window().shown())) {
            return;
        }
        double from = layout.x(Math.max(0, grid.window().placeOf(viewport.first())));
        double to = layout.x(Math.min(1, grid.window().placeOf(viewport.end())));
        double width = Math.max(NARROWEST_FRAME, to - from);
        double x = Math.clamp((from + to - width) / 2, layout.left() - 2, layout.width() - width - 1);
        g.setStroke(ink);
        g.setLineWidth(1.5);
        g.strokeRect(Math.floor(x) + 0.5, 0.75, Math.ceil(width), layout.y(grid.rows().size()) - 0.5);
    }

    /** A flag at each of these places that is in view, above the first row; its tip says where. */
    void flags(MapGrid grid, List<SectorRange> places) {
        for (SectorRange place : places) {
            if (place.overlaps(grid.window().shown())) {
                double x = layout.x(Math.clamp(grid.window().placeOf(place.first()), 0, 1));
                g.setFill(ink);
                g.setStroke(background);
                g.setLineWidth(1);
                double[] across = {x - FLAG, x + FLAG, x};
                double[] down = {0, 0, 2 * FLAG};
                g.fillPolygon(across, down, 3);
                g.strokePolygon(across, down, 3);
            }
        }
    }
}
