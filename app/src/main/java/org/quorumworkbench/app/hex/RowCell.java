// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.function.Supplier;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import org.fxmisc.flowless.Cell;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.DetailCanvas;

/** One row on its canvas, painted again in place whenever anything changes. */
final class RowCell implements Cell<HexRow, Group> {

    private final RowCanvas canvas = new RowCanvas();
    private final Group node = new Group(canvas);
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
        redraw();
    }

    HexRow row() {
        return row;
    }

    void redraw() {
        HexMetrics now = metrics.get();
        painter.get().paint(canvas.begin(now.total(), now.row()), row, selection.get());
    }

    @Override
    public Group getNode() {
        return node;
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

    /**
     * Says what the row holds when it is asked: nobody listens to most rows, and to tell takes time.
     */
    private final class RowCanvas extends DetailCanvas {

        RowCanvas() {
            super(RowCell.this::redraw);
            setAccessibleRole(AccessibleRole.TEXT);
        }

        @Override
        public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            return attribute == AccessibleAttribute.TEXT
                    ? painter.get().words(row)
                    : super.queryAccessibleAttribute(attribute, parameters);
        }
    }
}
