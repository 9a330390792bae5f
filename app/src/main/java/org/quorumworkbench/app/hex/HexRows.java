// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.input.MouseEvent;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualFlowHit;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;

/** The rows on the screen, and which bytes stand in them. Only those in view have a canvas. */
final class HexRows {

    /** So many rows above a place that is gone to stay in view, so that one sees where it is. */
    private static final int CONTEXT = 4;

    /** Pixels between a byte that was scrolled to and the edge. */
    private static final double MARGIN = 16;

    private final ObservableList<HexRow> rows = FXCollections.observableArrayList();
    private final VirtualFlow<HexRow, RowCell> flow;
    private @Nullable HexMetrics metrics;
    private @Nullable RowPainter painter;

    HexRows(Supplier<@Nullable HexSelection> selection) {
        flow = VirtualFlow.createVertical(rows, row -> new RowCell(row, () -> Objects.requireNonNull(painter),
                () -> Objects.requireNonNull(metrics), selection));
        flow.setId("hex-rows");
        flow.setFocusTraversable(true);
        flow.setAccessibleText(text("hex.accessible"));
    }

    VirtualFlow<HexRow, RowCell> flow() {
        return flow;
    }

    /** Where everything stands; empty if nothing is shown. */
    Optional<HexMetrics> metrics() {
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(metrics);
    }

    void clear() {
        rows.clear();
    }

    /** Shows these rows; what was in view stays in view. */
    void show(List<HexRow> now, HexMetrics fitting, RowPainter with) {
        // The flow keeps how wide its cells were.
        boolean same = now.equals(rows) && fitting.equals(metrics);
        metrics = fitting;
        painter = with;
        if (same) {
            redraw();
        } else {
            int top = firstVisibleByte();
            rows.setAll(now);
            rowOf(top).ifPresent(
                    row -> flow.showAsFirst(Math.max(0, row - (top % SectorRange.SECTOR == 0 ? 1 : 0))));
        }
    }

    /** Paints again what is in view. */
    void redraw() {
        flow.visibleCells().forEach(RowCell::redraw);
    }

    /** Brings the byte into view if it is not. */
    void reveal(int at) {
        rowOf(at).ifPresent(flow::show);
    }

    /** How many rows are in view at once. */
    int inView() {
        return Math.max(1, (int) (flow.getHeight() / metrics().map(HexMetrics::row).orElse(1.0)));
    }

    /**
     * Begins with rows above the byte; with the first row if the byte then is in view anyway, which
     * keeps its sector's ruler in view.
     *
     * @param at
     *            -1 for the first row
     */
    void begin(int at) {
        if (rows.isEmpty()) {
            return;
        }
        int row = at < 0 ? 0 : rowOf(at).orElse(0);
        int inView = (int) (flow.getHeight() / metrics().map(HexMetrics::row).orElse(1.0));
        // While the window is laid out it may be lower than the context.
        int first = inView == 0 || row < inView - CONTEXT ? 0 : Math.max(0, row - CONTEXT);
        if (!beginsWith(rows.get(first))) {
            flow.showAsFirst(first);
        }
    }

    /** As {@link #begin(int)} with the first byte worth seeing, which is in view sideways, too. */
    void begin(HexPicture picture) {
        int at = picture.firstWorthSeeing();
        begin(at);
        int pane = picture.paneWorthSeeing();
        metrics().filter(_ -> pane >= 0 && flow.getWidth() > 0).ifPresent(fitting -> {
            int column = at % fitting.width();
            double right = fitting.byteEnd(pane, column) + MARGIN;
            double left = fitting.byteX(pane, column) - MARGIN;
            if (right > scrolled() + flow.getWidth()) {
                flow.scrollXToPixel(right - flow.getWidth());
            } else if (left < scrolled()) {
                flow.scrollXToPixel(Math.max(0, left));
            }
        });
    }

    /**
     * Whether the row stands at the top: to place it there once more takes a third of a step's time.
     */
    private boolean beginsWith(HexRow row) {
        return flow.visibleCells().stream().findFirst()
                .filter(top -> top.row().equals(row) && top.getNode().getBoundsInParent().getMinY() == 0).isPresent();
    }

    /** Where the fold begins that hides the byte; empty if none does. */
    OptionalInt foldOf(int at) {
        OptionalInt row = rowOf(at);
        return row.isEmpty() ? row : switch (rows.get(row.getAsInt())) {
            case HexRow.Folded(int from, int _) -> OptionalInt.of(from);
            case HexRow.Equal(int from, int _) -> OptionalInt.of(from);
            case HexRow.Bytes _,HexRow.Ruler _ -> OptionalInt.empty();
        };
    }

    /** The row that has the byte, folded or not. */
    private OptionalInt rowOf(int at) {
        int width = metrics == null ? 1 : metrics.width();
        return IntStream.range(0, rows.size()).filter(row -> switch (rows.get(row)) {
            case HexRow.Ruler _ -> false;
            case HexRow.Bytes(int from) -> at >= from && at < from + width;
            case HexRow.Folded(int from, int count) -> at >= from && at < from + count * width;
            case HexRow.Equal(int from, int count) -> at >= from && at < from + count * width;
        }).findFirst();
    }

    private int firstVisibleByte() {
        return flow.visibleCells().stream().map(RowCell::row).mapToInt(row -> switch (row) {
            case HexRow.Ruler(int sector) -> sector * SectorRange.SECTOR;
            case HexRow.Bytes(int from) -> from;
            case HexRow.Folded(int from, int _) -> from;
            case HexRow.Equal(int from, int _) -> from;
        }).findFirst().orElse(0);
    }

    @Nullable
    HexRow rowAt(MouseEvent mouse) {
        VirtualFlowHit<RowCell> hit = flow.hit(mouse.getX(), mouse.getY());
        return hit.isCellHit() ? hit.getCell().row() : null;
    }

    /** How far in the rows, which may be scrolled sideways. */
    double x(MouseEvent mouse) {
        return mouse.getX() + scrolled();
    }

    /** How far the rows are scrolled sideways, in pixels. */
    double scrolled() {
        return Optional.ofNullable(flow.estimatedScrollXProperty().getValue()).orElse(0.0);
    }
}
