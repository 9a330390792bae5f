// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers in hexadecimal digits, which JSON has not, in a JSON text. */
final class Hexadecimal {

    /**
     * A string, which stays as it is, or a number of at most nine digits, whose decimals have room in
     * its place.
     */
    private static final Pattern PART = Pattern
            .compile("\"(?:[^\"\\\\\\n]|\\\\.)*+\"|(?<![\\w.])0[xX]([0-9a-fA-F]{1,9})(?![\\w.])");

    private Hexadecimal() {}

    /**
     * The text with such numbers in decimal digits, and spaces behind them: every other character keeps
     * its line and column.
     */
    static String toDecimal(String text) {
        if (text.indexOf("0x") < 0 && text.indexOf("0X") < 0) {
            return text;
        }
        Matcher part = PART.matcher(text);
        StringBuilder decimal = new StringBuilder(text.length());
        int from = 0;
        while (part.find()) {
            if (part.group(1) != null) {
                String digits = Long.toString(Long.parseLong(part.group(1), 16));
                decimal.append(text, from, part.start()).append(digits)
                        .append(" ".repeat(part.end() - part.start() - digits.length()));
                from = part.end();
            }
        }
        return decimal.append(text, from, text.length()).toString();
    }
}
