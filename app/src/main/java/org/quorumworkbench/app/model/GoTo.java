// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.Locale;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A place on the disk as a person writes it: {@code 8000}, {@code 0x1F40}, {@code +8},
 * {@code -0x10}, {@code b:4096}.
 */
public sealed interface GoTo {

    /** A sector on the disk. */
    record Sector(long sector) implements GoTo {}

    /**
     * The text names no sector of the disk.
     *
     * @param why
     *            in words, with what to write instead
     */
    record Wrong(String why) implements GoTo {}

    /**
     * Reads the text.
     *
     * @param from
     *            the sector that {@code +n} and {@code -n} count from
     * @param sectors
     *            the disk's length in sectors
     */
    static GoTo parse(String text, long from, long sectors) {
        String word = text.strip().replace("_", "").toLowerCase(Locale.ROOT);
        try {
            long sector;
            if (word.startsWith("b:")) {
                sector = number(word.substring(2)) / SectorRange.SECTOR;
            } else if (word.startsWith("+")) {
                sector = Math.addExact(from, number(word.substring(1)));
            } else if (word.startsWith("-")) {
                sector = from - number(word.substring(1));
            } else {
                sector = number(word);
            }
            if (sector < 0 || sector >= sectors) {
                return new Wrong(
                        "Sector " + sector + " is not on this disk: it has sectors 0 to " + (sectors - 1) + ".");
            }
            return new Sector(sector);
        } catch (NumberFormatException | ArithmeticException e) {
            return new Wrong("'" + text.strip()
                    + "' is no place on the disk. Write a sector (8000 or 0x1F40), +n or -n sectors, or b: and a byte offset.");
        }
    }

    private static long number(String word) {
        String digits = word.strip();
        long value = digits.startsWith("0x") ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
        if (value < 0) {
            throw new NumberFormatException(word);
        }
        return value;
    }
}
