// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers, decimal or hexadecimal behind 0x. */
final class Numbers implements ITypeConverter<Long> {

    @Override
    public Long convert(String word) {
        try {
            return word.matches("0[xX][0-9a-fA-F]+") ? Long.parseLong(word.substring(2), 16) : Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + word + "' is not a whole number: write 8000 or 0x1f40");
        }
    }
}
