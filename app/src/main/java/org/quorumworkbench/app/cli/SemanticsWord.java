// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import org.quorumworkbench.core.quorum.Semantics;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The word of a driver's behaviour. */
final class SemanticsWord implements ITypeConverter<Semantics> {

    @Override
    public Semantics convert(String word) {
        return Semantics.named(word)
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is not known: write 2014 or 7.2"));
    }
}
