// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * The characters of one colour in a row, painted as one text: a call of fillText for every byte was
 * what the hex view spent most of its time on.
 */
final class RowInk {

    private static final char[] LOWER = "0123456789abcdef".toCharArray();
    private static final char[] UPPER = "0123456789ABCDEF".toCharArray();

    private final Color colour;
    private final char[] digits;
    private final char[] characters;
    private int from;
    private int to;

    /**
     * No characters yet.
     *
     * @param columns
     *            of the row
     * @param upper
     *            whether digits are A to F rather than a to f
     */
    RowInk(Color colour, int columns, boolean upper) {
        this.colour = colour;
        this.digits = upper ? UPPER : LOWER;
        this.characters = new char[columns];
        clear();
    }

    private void clear() {
        Arrays.fill(characters, ' ');
        from = characters.length;
        to = 0;
    }

    void put(int column, char character) {
        characters[column] = character;
        from = Math.min(from, column);
        to = Math.max(to, column + 1);
    }

    void put(int column, String words) {
        for (int at = 0; at < words.length() && column + at < characters.length; at++) {
            put(column + at, words.charAt(at));
        }
    }

    /** Two hexadecimal digits. */
    void putByte(int column, int value) {
        put(column, digits[value >> 4]);
        put(column + 1, digits[value & 15]);
    }

    /** Paints what was put, and is empty again. */
    void paint(GraphicsContext g, HexMetrics metrics) {
        if (from < to) {
            g.setFill(colour);
            g.fillText(new String(characters, from, to - from), metrics.x(from), metrics.row() / 2);
            clear();
        }
    }
}
