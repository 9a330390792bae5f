// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything in a row stands. Distances are in pixels.
 *
 * @param cell
 *            width of one character
 * @param row
 *            height of a row
 * @param offsetDigits
 *            digits of an offset
 * @param width
 *            bytes in a row
 * @param group
 *            bytes that stand together without a blank
 * @param panes
 *            how many panes
 * @param text
 *            whether bytes are shown as text too
 * @param tight
 *            whether the mark stands in the blank behind the last group, and none behind the text
 */
record HexMetrics(double cell, double row, int offsetDigits, int width, int group, int panes, boolean text,
        boolean tight) {

    private static final int FEWEST = 8;

    /** As the other, in the usual look. */
    static HexMetrics fitting(double space, double cell, double row, int offsetDigits, int panes) {
        return fitting(space, cell, row, offsetDigits, panes, HexLook.USUAL);
    }

    /**
     * As many bytes in a row as fit into the space for all panes: 32, or 16, with blanks between fewer
     * of them and narrower gaps if that makes them fit, or 8; or 8 without their text, since to see all
     * children at once is worth more. What then does not fit has to be scrolled to, as does what a
     * person asked for.
     */
    static HexMetrics fitting(double space, double cell, double row, int offsetDigits, int panes, HexLook look) {
        List<Integer> widths = look.width() == HexLook.AS_FITS ? List.of(32, 16, FEWEST) : List.of(look.width());
        List<HexMetrics> wanted = widths.stream().flatMap(width -> layouts(width, look)
                .map(layout -> new HexMetrics(cell, row, offsetDigits, width, layout.group(), panes, look.text(),
                        layout.tight())))
                .toList();
        HexMetrics least = wanted.getLast();
        HexMetrics bare = new HexMetrics(cell, row, offsetDigits, least.width(), least.group(), panes, false, false);
        return Stream.concat(wanted.stream(), Stream.of(bare)).filter(metrics -> metrics.total() <= space).findFirst()
                .orElse(least);
    }

    private record Layout(int group, boolean tight) {}

    private static Stream<Layout> layouts(int width, HexLook look) {
        if (look.group() != HexLook.AS_FITS) {
            return Stream.of(new Layout(look.group(), false));
        }
        return width == FEWEST || width == 32
                ? Stream.of(new Layout(1, false))
                : Stream.concat(Stream.of(1, 2, 4).map(group -> new Layout(group, false)),
                        Stream.of(4, 8).map(group -> new Layout(group, true)));
    }

    /**
     * Columns of one pane: a blank, bytes with a blank behind each group, one for a mark, and the text
     * and a blank if there is text.
     */
    private int paneColumns() {
        return digits() + (text ? width + 3 : 2) - (tight ? 2 : 0);
    }

    /** Columns of the digits, with their blanks. */
    private int digits() {
        return 2 * width + width / group;
    }

    /** The column between a pane's bytes and its text. */
    int markColumn(int pane) {
        return paneColumn(pane) + 1 + digits() - (tight ? 1 : 0);
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
        return paneColumn(pane) + 1 + 2 * column + column / group;
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

    /** The line before a pane: where no blank is behind the text, in the middle of the one after it. */
    double separatorX(int pane) {
        return Math.floor(paneX(pane) + (tight && pane > 0 ? cell / 2 : 0)) - 0.5;
    }

    double byteX(int pane, int column) {
        return x(byteColumn(pane, column));
    }

    /** Behind a byte's second digit. */
    double byteEnd(int pane, int column) {
        return byteX(pane, column) + 2 * cell;
    }

    double textX(int pane, int column) {
        return x(textColumn(pane, column));
    }

    /** The pane at x, or -1 left of all. */
    int paneAt(double x) {
        return x < offsetWidth() ? -1 : Math.min(panes - 1, (int) ((x - offsetWidth()) / paneWidth()));
    }

    /** Whether the text stands at x rather than the digits. */
    boolean isText(double x) {
        return text && x >= textX(Math.max(0, paneAt(x)), 0);
    }

    /** The byte column at x in its pane, whether over the hexadecimal digits or the text. */
    int columnAt(double x) {
        int pane = Math.max(0, paneAt(x));
        if (isText(x)) {
            return Math.clamp((int) ((x - textX(pane, 0)) / cell), 0, width - 1);
        }
        int column = 0;
        while (column < width - 1 && x >= byteX(pane, column + 1)) {
            column++;
        }
        return column;
    }
}
