// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.block.SectorText;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.inspect.Inspector;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The range that {@code --sector} and {@code --count} ask for, checked against the disk. */
final class DiskRange {

    /** Sectors in a range of which no count was given. */
    static final long USUAL_COUNT = 8;

    private DiskRange() {}

    static SectorRange of(CommandLine command, OpenedQuorum opened, long sector, @Nullable Long count) {
        SectorRange range = ofAny(command, opened, sector, count == null
                ? Math.clamp(opened.sectors() - sector, 1, USUAL_COUNT)
                : count);
        long most = Inspector.maxSectors(opened.children().size());
        if (range.count() > most) {
            throw new ParameterException(command,
                    "--count " + count + " is more than one request is shown for: at most "
                            + most + " here; use 'scan' for more");
        }
        return range;
    }

    /** Also one that is too long to be shown at once. */
    static SectorRange ofAny(CommandLine command, OpenedQuorum opened, long sector, long count) {
        long sectors = opened.sectors();
        if (sector < 0 || sector >= sectors) {
            throw new ParameterException(command, "--sector " + sector + " is not on the disk: it has " + sectors
                    + " sectors, 0 to " + (sectors - 1));
        }
        if (count < 1) {
            throw new ParameterException(command, "--count " + count + ": a range has 1 or more sectors");
        }
        if (count > sectors - sector) {
            throw new ParameterException(command,
                    "--count " + count + " goes beyond the disk's end: from sector " + sector
                            + " there are " + (sectors - sector));
        }
        return new SectorRange(sector, count);
    }

    /** {@code S+N} as --range has it. */
    static SectorRange ofWord(CommandLine command, String text, long sectors) {
        String[] words = text.split("\\+", -1);
        if (words.length != 2) {
            throw misused(command, text, ": give the first sector and how many, as 0x1f40+8");
        }
        long first = number(command, text, words[0], SectorText::sector);
        long count = number(command, text, words[1], SectorText::number);
        if (first < 0 || count < 1 || first >= sectors || count > sectors - first) {
            throw misused(command, text, " is not on the disk: it has " + sectors + " sectors, 0 to " + (sectors - 1));
        }
        return new SectorRange(first, count);
    }

    private static long number(CommandLine command, String text, String word, ToLongFunction<String> parser) {
        try {
            return parser.applyAsLong(word);
        } catch (NumberFormatException e) {
            throw misused(command, text, ": " + e.getMessage());
        }
    }

    private static ParameterException misused(CommandLine command, String text, String reason) {
        return new ParameterException(command, Printable.line("--range " + text + reason));
    }
}
