// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import org.fxmisc.flowless.Cell;
import org.jspecify.annotations.Nullable;

/** One row on its canvas, painted again in place whenever anything changes. */
final class RowCell implements Cell<HexRow, Canvas> {

    private final Canvas canvas = new Canvas();
    private final Supplier<RowPainter> painter;
    private final Supplier<HexMetrics> metrics;
    private final Supplier<@Nullable HexSelection> selection;
    private HexRow row;

    RowCell(HexRow row, Supplier<RowPainter> painter, Supplier<HexMetrics> metrics,
            Supplier<@Nullable HexSelection> selection) {
        this.row = row;
        this.painter = painter;
        this.metrics = metrics;
        this.selection = selection;
        canvas.setAccessibleRole(AccessibleRole.TEXT);
        redraw();
    }

    HexRow row() {
        return row;
    }

    void redraw() {
        canvas.setWidth(metrics.get().total());
        canvas.setHeight(metrics.get().row());
        painter.get().paint(canvas.getGraphicsContext2D(), row, selection.get());
        canvas.setAccessibleText(painter.get().words(row));
    }

    @Override
    public Canvas getNode() {
        return canvas;
    }

    @Override
    public boolean isReusable() {
        return true;
    }

    @Override
    public void updateItem(HexRow item) {
        row = item;
        redraw();
    }
}
