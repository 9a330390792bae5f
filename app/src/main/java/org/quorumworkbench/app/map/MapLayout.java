// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

/**
 * Where everything on the map stands. Distances are in pixels.
 *
 * @param width
 *            of the whole map
 * @param rows
 *            the union's and the children's
 * @param tall
 *            whether it has room to be read, and is not a strip above other views
 * @param lane
 *            whether there is a lane of partitions below the rows
 */
record MapLayout(double width, int rows, boolean tall, boolean lane) {

    /** Narrow enough for many cells, wide enough to see a single bad sector among them. */
    private static final double CELL = 4;
    private static final double TOP = 2;
    private static final double RIGHT = 6;

    /** Of a strip above other views. */
    MapLayout(double width, int rows) {
        this(width, rows, false, false);
    }

    /** The width of the column of names. */
    double left() {
        return 104;
    }

    /** The height of a row: less for many children, so that the map leaves room for what is below. */
    double row() {
        if (tall) {
            return rows <= 5 ? 22 : rows <= 8 ? 18 : rows <= 16 ? 12 : 6;
        }
        return rows <= 6 ? 14 : rows <= 12 ? 11 : 5;
    }

    double height() {
        return y(rows) + TOP + (lane ? laneHeight() : 0);
    }

    double laneHeight() {
        return tall ? 18 : 14;
    }

    /** Whether y is in the lane of partitions. */
    boolean isLane(double y) {
        return lane && y >= y(rows);
    }

    double y(int row) {
        return TOP + row * row();
    }

    /** How many cells there is room for. */
    int room() {
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
