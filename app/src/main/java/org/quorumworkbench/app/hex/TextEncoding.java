// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.function.IntUnaryOperator;

/**
 * How bytes are read as text beside their digits: one character stands in each byte's cell, so that
 * a letter of several bytes stands in the cell of its first and leaves the others blank.
 */
public enum TextEncoding {

    /** Seven bits. */
    ASCII {
        @Override
        char letter(IntUnaryOperator bytes, int at, int end) {
            int value = bytes.applyAsInt(at);
            return value >= 0x20 && value < 0x7F ? (char) value : NONE;
        }
    },
    /** ISO 8859-1. */
    LATIN_1 {
        @Override
        char letter(IntUnaryOperator bytes, int at, int end) {
            return shown(bytes.applyAsInt(at));
        }
    },
    UTF_8 {
        @Override
        char letter(IntUnaryOperator bytes, int at, int end) {
            int first = at;
            while (first > 0 && at - first < 3 && (bytes.applyAsInt(first) & 0xC0) == 0x80) {
                first--;
            }
            int length = length(bytes.applyAsInt(first));
            if (length == 0 || first + length <= at || first + length > end) {
                return NONE;
            }
            int point = length == 1 ? bytes.applyAsInt(first) : bytes.applyAsInt(first) & (0xFF >> (length + 1));
            for (int next = first + 1; next < first + length; next++) {
                int value = bytes.applyAsInt(next);
                if (value < 0 || (value & 0xC0) != 0x80) {
                    return NONE;
                }
                point = (point << 6) | (value & 0x3F);
            }
            // RFC 3629: no form longer than needed, no surrogates.
            boolean valid = point >= LEAST[length] && point <= Character.MAX_CODE_POINT
                    && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
            return !valid ? NONE : at == first ? shown(point) : BLANK;
        }

        private int length(int lead) {
            if (lead < 0 || (lead & 0xC0) == 0x80 || lead >= 0xF8) {
                return 0;
            }
            return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        }
    },
    UTF_16LE {
        @Override
        char letter(IntUnaryOperator bytes, int at, int end) {
            return wide(bytes, at, end, 0);
        }
    },
    UTF_16BE {
        @Override
        char letter(IntUnaryOperator bytes, int at, int end) {
            return wide(bytes, at, end, 1);
        }
    },
    /** Code page 37, as IBM's mainframes write it in the western world. */
    EBCDIC {
        @Override
        char letter(IntUnaryOperator bytes, int at, int end) {
            int value = bytes.applyAsInt(at);
            return value < EBCDIC_FIRST ? NONE : EBCDIC_LETTERS.charAt(value - EBCDIC_FIRST);
        }
    };

    /** Where there is no letter. */
    static final char NONE = '\u00B7';
    /** Where the rest of a letter lies. */
    static final char BLANK = ' ';
    /** In place of a letter that would not stand in one cell of the font. */
    static final char BOX = '\u25A1';

    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};
    private static final int EBCDIC_FIRST = 0x40;
    /** Code page 37 from 0x40 on; below are controls. */
    private static final String EBCDIC_LETTERS = " \u00B7\u00E2\u00E4\u00E0\u00E1\u00E3\u00E5\u00E7\u00F1\u00A2.<(+|"
            + "&\u00E9\u00EA\u00EB\u00E8\u00ED\u00EE\u00EF\u00EC\u00DF!$*);\u00AC"
            + "-/\u00C2\u00C4\u00C0\u00C1\u00C3\u00C5\u00C7\u00D1\u00A6,%_>?"
            + "\u00F8\u00C9\u00CA\u00CB\u00C8\u00CD\u00CE\u00CF\u00CC`:#@'=\""
            + "\u00D8abcdefghi\u00AB\u00BB\u00F0\u00FD\u00FE\u00B1"
            + "\u00B0jklmnopqr\u00AA\u00BA\u00E6\u00B8\u00C6\u00A4"
            + "\u00B5~stuvwxyz\u00A1\u00BF\u00D0\u00DD\u00DE\u00AE"
            + "^\u00A3\u00A5\u00B7\u00A9\u00A7\u00B6\u00BC\u00BD\u00BE"
            + "[]\u00AF\u00A8\u00B4\u00D7" + "{ABCDEFGHI\u00B7\u00F4\u00F6\u00F2\u00F3\u00F5"
            + "}JKLMNOPQR\u00B9\u00FB\u00FC\u00F9\u00FA\u00FF" + "\\\u00F7STUVWXYZ\u00B2\u00D4\u00D6\u00D2\u00D3\u00D5"
            + "0123456789\u00B3\u00DB\u00DC\u00D9\u00DA\u00B7";

    /**
     * What stands in a byte's cell.
     *
     * @param bytes
     *            the bytes of the range, 0 to 255, or less than 0 where there is none
     * @param at
     *            the byte's place in the range
     * @param end
     *            the range's length, in bytes
     */
    abstract char letter(IntUnaryOperator bytes, int at, int end);

    /**
     * Only letters that are written from left to right, each in one cell: others would move all that
     * stand behind them in the row.
     */
    static char shown(int point) {
        boolean inOneCell = (point >= 0x20 && point < 0x250) || (point >= 0x370 && point < 0x530)
                || (point >= 0x2010 && point < 0x2028) || point == 0x20AC;
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.UNASSIGNED, Character.SURROGATE, Character.PRIVATE_USE -> NONE;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT,
                    Character.COMBINING_SPACING_MARK ->
                BOX;
            default -> inOneCell ? (char) point : BOX;
        };
    }

    private static char wide(IntUnaryOperator bytes, int at, int end, int low) {
        int first = at & ~1;
        int unit = unit(bytes, first, end, low);
        if (unit < 0) {
            return NONE;
        }
        if (Character.isLowSurrogate((char) unit)) {
            int before = first < 2 ? -1 : unit(bytes, first - 2, end, low);
            return before >= 0 && Character.isHighSurrogate((char) before) ? BLANK : NONE;
        }
        int point = unit;
        if (Character.isHighSurrogate((char) unit)) {
            int behind = unit(bytes, first + 2, end, low);
            if (behind < 0 || !Character.isLowSurrogate((char) behind)) {
                return NONE;
            }
            point = Character.toCodePoint((char) unit, (char) behind);
        }
        char letter = shown(point);
        return at == first || letter == NONE ? letter : BLANK;
    }

    private static int unit(IntUnaryOperator bytes, int first, int end, int low) {
        if (first + 1 >= end || bytes.applyAsInt(first) < 0 || bytes.applyAsInt(first + 1) < 0) {
            return -1;
        }
        return (bytes.applyAsInt(first + 1 - low) << 8) | bytes.applyAsInt(first + low);
    }
}
