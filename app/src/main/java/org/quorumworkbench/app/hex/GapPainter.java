// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import javafx.scene.canvas.GraphicsContext;

/**
 * Paints where a child has no bytes: hatching where they could not be read, dashes where the child
 * has ended; never zeroes.
 */
final class GapPainter {

    private static final double HATCH = 6;

    private final HexPicture picture;
    private final HexMetrics metrics;
    private final HexColours colours;
    private final RowWords words;

    GapPainter(HexPicture picture, HexMetrics metrics, HexColours colours, RowWords words) {
        this.picture = picture;
        this.metrics = metrics;
        this.colours = colours;
        this.words = words;
    }

    /**
     * @param faint
     *            takes the dashes
     */
    void paint(GraphicsContext g, int pane, int from, RowInk faint) {
        if (!picture.isBeyondEnd(pane, from)) {
            hatch(g, pane);
        } else if (!RowWords.isFirstOfSector(from)) {
            dashes(pane, faint);
        }
        if (RowWords.isFirstOfSector(from)) {
            say(g, pane, words.gap(pane, from));
        }
    }

    private void dashes(int pane, RowInk faint) {
        for (int column = 0; column < metrics.width(); column++) {
            faint.put(metrics.byteColumn(pane, column), "--");
            if (metrics.text()) {
                faint.put(metrics.textColumn(pane, column), '-');
            }
        }
    }

    private void hatch(GraphicsContext g, int pane) {
        double left = left(pane);
        double right = right(pane);
        g.save();
        g.beginPath();
        g.rect(left, 0, right - left, metrics.row());
        g.clip();
        g.setStroke(colours.hatch());
        g.setLineWidth(2);
        for (double x = left - metrics.row(); x < right; x += HATCH) {
            g.strokeLine(x, metrics.row(), x + metrics.row(), 0);
        }
        g.restore();
    }

    private void say(GraphicsContext g, int pane, String why) {
        double left = left(pane);
        double space = right(pane) - left - 8;
        g.setFill(colours.background());
        g.fillRect(left + 4, 1, Math.min(space, (why.length() + 1) * metrics.cell()), metrics.row() - 2);
        g.setFill(colours.text());
        g.fillText(why, left + 4 + metrics.cell() / 2, metrics.row() / 2, space - 4);
    }

    private double left(int pane) {
        return metrics.paneX(pane) + 2;
    }

    private double right(int pane) {
        return metrics.paneX(pane) + metrics.paneWidth() - 4;
    }
}
