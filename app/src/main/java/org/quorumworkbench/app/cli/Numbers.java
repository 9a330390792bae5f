// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import org.quorumworkbench.core.block.SectorText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers as {@link SectorText} has them. */
final class Numbers implements ITypeConverter<Long> {

    @Override
    public Long convert(String word) {
        try {
            return SectorText.number(word);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** Sectors as {@link SectorText} has them, by bytes too. */
    static final class Sectors implements ITypeConverter<Long> {

        @Override
        public Long convert(String word) {
            try {
                return SectorText.sector(word);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
