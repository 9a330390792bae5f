// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

/**
 * Where everything in a row stands. Distances are in pixels.
 *
 * @param cell
 *            width of one character
 * @param row
 *            height of a row
 * @param offsetDigits
 *            hexadecimal digits of an offset
 * @param width
 *            bytes in a row
 * @param panes
 *            how many panes
 */
record HexMetrics(double cell, double row, int offsetDigits, int width, int panes) {

    /** Bytes in a row so that all panes fit into the space: 32, 16 or 8; 8 if none fits. */
    static HexMetrics fitting(double space, double cell, double row, int offsetDigits, int panes) {
        for (int width : new int[]{32, 16}) {
            HexMetrics metrics = new HexMetrics(cell, row, offsetDigits, width, panes);
            if (metrics.total() <= space) {
                return metrics;
            }
        }
        return new HexMetrics(cell, row, offsetDigits, 8, panes);
    }

    /**
     * Columns of one pane: a blank, bytes with a blank behind each, one for a mark, the text, a blank.
     */
    private int paneColumns() {
        return 4 * width + 3;
    }

    private int paneColumn(int pane) {
        return offsetDigits + 1 + pane * paneColumns();
    }

    /** Columns of characters in the whole row: everything stands on one grid of them. */
    int columns() {
        return paneColumn(panes);
    }

    /** The column of a byte's first digit. */
    int byteColumn(int pane, int column) {
        return paneColumn(pane) + 1 + 3 * column;
    }

    /** The column of a byte's character. */
    int textColumn(int pane, int column) {
        return paneColumn(pane) + 2 + 3 * width + column;
    }

    double x(int column) {
        return column * cell;
    }

    double offsetWidth() {
        return x(offsetDigits + 1);
    }

    double paneWidth() {
        return x(paneColumns());
    }

    double total() {
        return x(columns()) + 2;
    }

    double paneX(int pane) {
        return x(paneColumn(pane));
    }

    double byteX(int pane, int column) {
        return x(byteColumn(pane, column));
    }

    double textX(int pane, int column) {
        return x(textColumn(pane, column));
    }

    /** The pane at x, or -1 left of all. */
    int paneAt(double x) {
        return x < offsetWidth() ? -1 : Math.min(panes - 1, (int) ((x - offsetWidth()) / paneWidth()));
    }

    /** The byte column at x in its pane, whether over the hexadecimal digits or the text. */
    int columnAt(double x) {
        int pane = Math.max(0, paneAt(x));
        double text = textX(pane, 0);
        double column = x >= text ? (x - text) / cell : (x - byteX(pane, 0)) / (3 * cell);
        return Math.max(0, Math.min(width - 1, (int) column));
    }
}
