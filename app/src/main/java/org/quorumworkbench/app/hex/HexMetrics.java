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
 * @param text
 *            whether bytes are shown as text too
 */
record HexMetrics(double cell, double row, int offsetDigits, int width, int panes, boolean text) {

    private static final int FEWEST = 8;

    /**
     * As many bytes in a row as fit into the space for all panes: 32, 16 or 8; or 8 without their text,
     * since to see all children at once is worth more. What then does not fit has to be scrolled to.
     */
    static HexMetrics fitting(double space, double cell, double row, int offsetDigits, int panes) {
        for (int width : new int[]{32, 16, FEWEST}) {
            HexMetrics metrics = new HexMetrics(cell, row, offsetDigits, width, panes, true);
            if (metrics.total() <= space) {
                return metrics;
            }
        }
        HexMetrics narrowest = new HexMetrics(cell, row, offsetDigits, FEWEST, panes, false);
        return narrowest.total() <= space
                ? narrowest
                : new HexMetrics(cell, row, offsetDigits, FEWEST, panes, true);
    }

    /**
     * Columns of one pane: a blank, bytes with a blank behind each, one for a mark, and the text and a
     * blank if there is text.
     */
    private int paneColumns() {
        return text ? 4 * width + 3 : 3 * width + 2;
    }

    /** The column between a pane's bytes and its text. */
    int markColumn(int pane) {
        return paneColumn(pane) + 1 + 3 * width;
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

    /** The column of a byte's character, if there is text. */
    int textColumn(int pane, int column) {
        return markColumn(pane) + 1 + column;
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
        double characters = textX(pane, 0);
        double column = text && x >= characters ? (x - characters) / cell : (x - byteX(pane, 0)) / (3 * cell);
        return Math.max(0, Math.min(width - 1, (int) column));
    }
}
