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

    private static final double GAP = 10;

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

    double offsetWidth() {
        return offsetDigits * cell + GAP;
    }

    /** The width of one pane: bytes with a blank behind each, the text, and a gap. */
    double paneWidth() {
        return (width * 3 + width) * cell + 2 * GAP;
    }

    double total() {
        return offsetWidth() + panes * paneWidth() + GAP;
    }

    double paneX(int pane) {
        return offsetWidth() + pane * paneWidth();
    }

    double byteX(int pane, int column) {
        return paneX(pane) + GAP / 2 + column * 3 * cell;
    }

    double textX(int pane, int column) {
        return paneX(pane) + GAP + (width * 3 + column) * cell;
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
