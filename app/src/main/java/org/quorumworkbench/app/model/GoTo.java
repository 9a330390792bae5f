// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import org.quorumworkbench.core.block.SectorText;

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
    static GoTo parse(String typed, long from, long sectors) {
        try {
            long sector = SectorText.sector(typed, from);
            if (sector < 0 || sector >= sectors) {
                return new Wrong(text("goto.none", Long.toString(sector), Long.toString(sectors - 1)));
            }
            return new Sector(sector);
        } catch (NumberFormatException e) {
            return new Wrong(text("goto.wrong", typed.strip()));
        }
    }
}
