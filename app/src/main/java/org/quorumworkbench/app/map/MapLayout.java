// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

/**
 * Where everything on the map stands. Distances are in pixels.
 *
 * @param width
 *            of the whole map
 * @param rows
 *            the union's and the children's
 * @param room
 *            how high its rows may be together where they are to be read; 0 for a strip above other
 *            views
 * @param lane
 *            whether there is a lane of partitions below the rows
 */
record MapLayout(double width, int rows, double room, boolean lane) {

    /** Narrow enough for many cells, wide enough to see a single bad sector among them. */
    private static final double CELL = 4;
    private static final double TOP = 2;
    private static final double RIGHT = 6;
    private static final double HIGHEST_ROW = 22;

    /** Of a strip above other views. */
    MapLayout(double width, int rows) {
        this(width, rows, 0, false);
    }

    /** The width of the column of names. */
    double left() {
        return 104;
    }

    /** The height of a row: less for many children, so that the map leaves room for what is below. */
    double row() {
        if (isTall()) {
            double least = rows <= 5 ? HIGHEST_ROW : rows <= 8 ? 18 : rows <= 16 ? 12 : 6;
            return Math.clamp(Math.floor(room / rows), least, HIGHEST_ROW);
        }
        return rows <= 6 ? 14 : rows <= 12 ? 11 : 5;
    }

    double height() {
        return y(rows) + TOP + (lane ? laneHeight() : 0);
    }

    double laneHeight() {
        return isTall() ? 18 : 14;
    }

    private boolean isTall() {
        return room > 0;
    }

    /** Whether y is in the lane of partitions. */
    boolean isLane(double y) {
        return lane && y >= y(rows);
    }

    double y(int row) {
        return TOP + row * row();
    }

    /** How many cells there is room for. */
    int cells() {
        return Math.max(1, (int) ((width - left() - RIGHT) / CELL));
    }

    /** The left edge of a cell, on a whole pixel: edges between cells stay sharp. */
    double x(int cell, int cells) {
        return Math.round(x((double) cell / cells));
    }

    double x(double place) {
        return left() + place * (width - left() - RIGHT);
    }

    /** The place at x: 0 at the left edge of the cells, 1 at the right one; beyond them outside. */
    double placeAt(double x) {
        return (x - left()) / (width - left() - RIGHT);
    }

    /** The row at y; cut to those there are. */
    int rowAt(double y) {
        return Math.clamp((int) ((y - TOP) / row()), 0, rows - 1);
    }
}
