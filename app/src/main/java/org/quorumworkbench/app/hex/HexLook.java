// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.List;
import java.util.Locale;

/**
 * How bytes are written, as a person has chosen it.
 *
 * @param width
 *            bytes in a row: 8, 16, 32 or 64, or {@link #AS_FITS}
 * @param group
 *            bytes without a blank between them: 1, 2, 4 or 8, or {@link #AS_FITS}
 * @param upper
 *            whether digits are A to F rather than a to f
 * @param decimal
 *            whether offsets are decimal
 * @param text
 *            whether bytes are shown as text too, where there is room
 * @param encoding
 *            as what text
 * @param size
 *            of the characters, in points
 */
record HexLook(int width, int group, boolean upper, boolean decimal, boolean text, TextEncoding encoding,
        double size) {

    /** In place of a number: as many as there is room for. */
    static final int AS_FITS = 0;

    /** Bytes in a row that can be chosen. */
    static final List<Integer> WIDTHS = List.of(AS_FITS, 8, 16, 32, 64);

    /** Bytes in a group that can be chosen. */
    static final List<Integer> GROUPS = List.of(AS_FITS, 1, 2, 4, 8);

    static final double USUAL_SIZE = 12;

    static final HexLook USUAL = new HexLook(AS_FITS, AS_FITS, false, false, true, TextEncoding.ASCII, USUAL_SIZE);

    /** How an offset is written, without zeroes before it. */
    String offset(long bytes) {
        return decimal ? Long.toString(bytes) : digits(Long.toHexString(bytes));
    }

    /** Hexadecimal digits in the case that is wanted. */
    private String digits(String lower) {
        return upper ? lower.toUpperCase(Locale.ROOT) : lower;
    }

    HexLook withWidth(int other) {
        return new HexLook(other, group, upper, decimal, text, encoding, size);
    }

    HexLook withGroup(int other) {
        return new HexLook(width, other, upper, decimal, text, encoding, size);
    }

    HexLook withUpper(boolean other) {
        return new HexLook(width, group, other, decimal, text, encoding, size);
    }

    HexLook withDecimal(boolean other) {
        return new HexLook(width, group, upper, other, text, encoding, size);
    }

    HexLook withText(boolean other) {
        return new HexLook(width, group, upper, decimal, other, encoding, size);
    }

    HexLook withEncoding(TextEncoding other) {
        return new HexLook(width, group, upper, decimal, text, other, size);
    }

    HexLook withSize(double other) {
        return new HexLook(width, group, upper, decimal, text, encoding, other);
    }
}
