// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.Palette;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.SectorVote;

/** Paints rows of the hex view on canvases. Used on the JavaFX thread. */
final class RowPainter {

    private final HexPicture picture;
    private final HexMetrics metrics;
    private final HexColours colours;
    private final HexFont font;
    private final HexLook look;
    private final Supplier<TypingMark> typing;
    private final RowInk plain;
    private final RowInk faint;
    private final RowInk onTint;
    private final RowInk marks;
    private final RowWords words;
    private final GapPainter gaps;

    /**
     * @param typing
     *            what is typed over now, asked at every painting
     */
    RowPainter(HexPicture picture, HexMetrics metrics, HexColours colours, HexFont font, HexLook look,
            Supplier<TypingMark> typing) {
        this.picture = picture;
        this.metrics = metrics;
        this.colours = colours;
        this.font = font;
        this.look = look;
        this.typing = typing;
        this.plain = ink(colours.text());
        this.faint = ink(colours.faint());
        this.onTint = ink(Palette.ON_TINT);
        this.marks = ink(colours.mark());
        this.words = new RowWords(picture, metrics, look);
        this.gaps = new GapPainter(picture, metrics, colours, words);
    }

    private RowInk ink(Color colour) {
        return new RowInk(colour, metrics.columns(), look.upper());
    }

    void paint(GraphicsContext g, HexRow row, @Nullable HexSelection selection) {
        g.setFill(colours.background());
        g.fillRect(0, 0, metrics.total(), metrics.row());
        g.setFont(font.font());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        switch (row) {
            case HexRow.Ruler(int sector) -> ruler(g, sector);
            case HexRow.Bytes(int from) -> bytes(g, from, selection);
            case HexRow.Folded _,HexRow.Equal _ -> folded(g, row);
        }
    }

    private void ruler(GraphicsContext g, int sector) {
        SectorVote vote = picture.inspection().sectors().get(sector);
        boolean block = (vote.sector() * SectorRange.SECTOR) % 4096 == 0;
        double y = Math.floor(metrics.row() / 2) + 0.5;
        String label = words.ruler(sector);
        g.setFill(colours.faint());
        text(g, label, 4);
        g.setStroke(block ? colours.faint() : colours.rule());
        g.setLineWidth(block ? 2 : 1);
        g.strokeLine(4 + (label.length() + 1) * metrics.cell(), y, metrics.total() - 4, y);
    }

    private void folded(GraphicsContext g, HexRow row) {
        g.setFill(colours.faint());
        text(g, words.of(row), 0);
    }

    private void bytes(GraphicsContext g, int from, @Nullable HexSelection selection) {
        faint.put(0, words.offset(from));
        for (int pane = 0; pane < metrics.panes(); pane++) {
            separator(g, pane);
            if (picture.isShown(pane, from)) {
                paneBytes(g, pane, from, selection);
            } else {
                gaps.paint(g, pane, from, faint);
            }
        }
        plain.paint(g, metrics);
        faint.paint(g, metrics);
        onTint.paint(g, metrics);
        marks.paint(g, metrics);
    }

    private void separator(GraphicsContext g, int pane) {
        double x = metrics.separatorX(pane);
        g.setStroke(colours.rule());
        g.setLineWidth(1);
        g.strokeLine(x, 0, x, metrics.row());
    }

    private void paneBytes(GraphicsContext g, int pane, int from, @Nullable HexSelection selection) {
        if (picture.isMarked(pane, from)) {
            // A simulated fault has changed the sector.
            marks.put(metrics.markColumn(pane), '~');
        }
        int run = 0;
        for (int column = 0; column < metrics.width(); column++) {
            int at = from + column;
            int value = picture.value(pane, at);
            int tint = picture.tint(pane, at);
            if (column > run && picture.tint(pane, from + run) != tint) {
                tinted(g, pane, run, column, picture.tint(pane, from + run));
                run = column;
            }
            if (selection != null && selection.covers(at) && tint < 0) {
                behind(g, pane, column, column + 1,
                        selection.pane() == pane ? colours.selection() : colours.echo());
            }
            RowInk ink = tint >= 0 ? onTint : value == 0 ? faint : plain;
            ink.putByte(metrics.byteColumn(pane, column), value);
            if (metrics.text()) {
                char letter = picture.letter(pane, at, look.encoding());
                (tint < 0 && letter == TextEncoding.NONE ? faint : ink).put(metrics.textColumn(pane, column), letter);
            }
        }
        tinted(g, pane, run, metrics.width(), picture.tint(pane, from + run));
        if (selection != null) {
            selected(g, pane, from, selection);
        }
    }

    /** Neighbours of one tint: the tint behind them, and the line under them. */
    private void tinted(GraphicsContext g, int pane, int column, int end, int tint) {
        if (tint >= 0) {
            behind(g, pane, column, end, Palette.tint(tint));
            double y = Math.floor(metrics.row()) - 2.5;
            g.setStroke(Palette.ON_TINT);
            g.setLineWidth(1);
            g.strokeLine(metrics.byteX(pane, column), y, metrics.byteEnd(pane, end - 1), y);
            if (metrics.text()) {
                g.strokeLine(metrics.textX(pane, column), y, metrics.textX(pane, end), y);
            }
        }
    }

    private void behind(GraphicsContext g, int pane, int column, int end, Color colour) {
        double x = metrics.byteX(pane, column) - 1;
        g.setFill(colour);
        g.fillRect(x, 0, metrics.byteEnd(pane, end - 1) + 1 - x, metrics.row());
        if (metrics.text()) {
            g.fillRect(metrics.textX(pane, column), 0, (end - column) * metrics.cell(), metrics.row());
        }
    }

    /**
     * Bytes that are tinted and selected keep their tint, and have a frame; the same bytes in the other
     * panes have a fainter one. What is typed over has a bar below it.
     */
    private void selected(GraphicsContext g, int pane, int from, HexSelection selection) {
        g.setStroke(selection.pane() == pane ? colours.text() : colours.faint());
        g.setLineWidth(1);
        for (int column = 0; column < metrics.width(); column++) {
            int at = from + column;
            if (selection.covers(at) && picture.tint(pane, at) >= 0) {
                g.strokeRect(metrics.byteX(pane, column) - 0.5, 0.5, 2 * metrics.cell() + 1, metrics.row() - 1);
            }
            if (selection.pane() == pane && selection.caret() == at) {
                typing(g, pane, column);
            }
        }
    }

    private void typing(GraphicsContext g, int pane, int column) {
        g.setFill(colours.mark());
        double y = metrics.row() - 3;
        switch (typing.get()) {
            case NONE -> {
                // Nothing is typed over.
            }
            case TEXT -> g.fillRect(metrics.textX(pane, column), y, metrics.cell(), 3);
            case FIRST_DIGIT -> g.fillRect(metrics.byteX(pane, column), y, metrics.cell(), 3);
            case SECOND_DIGIT -> g.fillRect(metrics.byteX(pane, column) + metrics.cell(), y, metrics.cell(), 3);
        }
    }

    private void text(GraphicsContext g, String words, double x) {
        g.fillText(words, x, metrics.row() / 2);
    }

    /** The row in words, for those who do not see it. */
    String words(HexRow row) {
        return words.of(row);
    }
}
