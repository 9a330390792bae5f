// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.util.Locale;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/**
 * Places and numbers of sectors as people write them, on the command line and in the window alike:
 * {@code 8000}, {@code 0x1F40}, {@code 1f40h}, {@code 8K} (times 1024; also M and G), and
 * {@code b:4096}, {@code b:4M} for the sector that holds a byte. Digits are those of ASCII; an
 * underscore between them is passed over.
 */
public final class SectorText {

    private static final String UNITS = "kmg";

    private SectorText() {}

    /**
     * A number of sectors, or of anything else that is counted.
     *
     * @throws NumberFormatException
     *             with a sentence that says what to write, if it is none or has no place in 63 bits
     */
    public static long number(String text) {
        try {
            return plain(text);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Wrong(
                    Wording.of("'{0}' is not a whole number: write 8000, 0x1f40, 1f40h or 8K", text.strip()));
        }
    }

    /**
     * A sector.
     *
     * @throws NumberFormatException
     *             with a sentence that says what to write, if it is none
     */
    public static long sector(String text) {
        try {
            String word = text.strip();
            return word.startsWith("b:") ? plain(word.substring(2)) / SectorRange.SECTOR : plain(word);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Wrong(Wording.of("'{0}' is no sector: write 8000, 0x1f40, 1f40h, 8K, or b: and a byte offset",
                    text.strip()));
        }
    }

    /**
     * A sector, also counted from another one: {@code +8}, {@code -0x10}.
     *
     * @throws NumberFormatException
     *             with a sentence that says what to write, if it is none
     */
    public static long sector(String text, long from) {
        String word = text.strip();
        try {
            return switch (word.isEmpty() ? ' ' : word.charAt(0)) {
                case '+' -> Math.addExact(from, plain(word.substring(1)));
                case '-' -> from - plain(word.substring(1));
                default -> sector(word);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Wrong(
                    Wording.of("'{0}' is no place on the disk. Write a sector (8000, 0x1F40, 1F40h or 8K), +n or -n"
                            + " sectors, or b: and a byte offset", word));
        }
    }

    /** What is no number, and what to write. */
    private static final class Wrong extends NumberFormatException implements Worded {
        private static final long serialVersionUID = 1;

        private final transient Wording wording;

        Wrong(Wording wording) {
            super(wording.english());
            this.wording = wording;
        }

        @Override
        public Wording wording() {
            return wording;
        }
    }

    private static long plain(String text) {
        String word = text.strip().replace("_", "").toLowerCase(Locale.ROOT);
        if (word.matches("0x[0-9a-f]{1,16}")) {
            return Long.parseLong(word.substring(2), 16);
        }
        if (word.matches("[0-9a-f]{1,16}h")) {
            return Long.parseLong(word.substring(0, word.length() - 1), 16);
        }
        if (!word.matches("[0-9]{1,19}[kmg]?")) {
            throw new NumberFormatException(word);
        }
        int unit = UNITS.indexOf(word.charAt(word.length() - 1)) + 1;
        long digits = Long.parseLong(unit == 0 ? word : word.substring(0, word.length() - 1));
        return Math.multiplyExact(digits, 1L << (10 * unit));
    }
}
