// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.scan.Mapfile.Block;

/** Reads a mapfile; says line and reason of what is wrong with it. */
public final class MapfileReader {

    private static final int LONGEST_LINE = 4096;
    private static final Pattern PASS = Pattern.compile("[+-]?[0-9]+");

    private final BufferedReader in;
    private int number;

    private MapfileReader(Reader in) {
        this.in = new BufferedReader(in);
    }

    /**
     * Reads to the end.
     *
     * @throws UnusableFile
     *             if it is not a mapfile
     */
    public static Mapfile read(Reader in) throws IOException, UnusableFile {
        return new MapfileReader(in).read();
    }

    private Mapfile read() throws IOException, UnusableFile {
        String[] status = words();
        if (status == null) {
            // As ddrescue takes it: nothing has been tried.
            return new Mapfile(List.of());
        }
        if (status.length < 2 || number(status[0]).isEmpty() || status[1].length() != 1
                || "?*/-FG+".indexOf(status[1].charAt(0)) < 0 || !isPass(status.length == 2 ? "" : status[2])) {
            throw problem("the first line is not a position, a status and a pass");
        }
        List<Block> blocks = new ArrayList<>();
        for (String[] words = words(); words != null; words = words()) {
            blocks.add(block(words, blocks));
        }
        return new Mapfile(blocks);
    }

    /**
     * As ddrescue reads it, with sscanf: older files have none, and it does not look at what is no
     * number; a number is 1 or more.
     */
    private static boolean isPass(String word) {
        Matcher number = PASS.matcher(word);
        return !number.lookingAt() || new BigInteger(number.group()).signum() > 0;
    }

    private Block block(String[] words, List<Block> before) throws UnusableFile {
        OptionalLong offset = words.length == 3 ? number(words[0]) : OptionalLong.empty();
        OptionalLong length = words.length == 3 ? number(words[1]) : OptionalLong.empty();
        if (offset.isEmpty() || length.isEmpty() || words[2].length() != 1 || "?*/-+".indexOf(words[2]) < 0) {
            throw problem("a block has a position, a size and one of ? * / - +");
        }
        if (length.getAsLong() == 0 || length.getAsLong() > Long.MAX_VALUE - offset.getAsLong()) {
            throw problem("a block of that size is on no disk");
        }
        if (!before.isEmpty() && before.getLast().end() != offset.getAsLong()) {
            throw problem("the block does not begin where the one before it ends");
        }
        return new Block(offset.getAsLong(), length.getAsLong(), words[2].charAt(0));
    }

    /** The words of the next line that is not empty or a comment; null at the end. */
    private String @Nullable [] words() throws IOException, UnusableFile {
        while (true) {
            String line = BoundedLines.next(in, LONGEST_LINE);
            if (line == null) {
                return null;
            }
            number++;
            if (line.length() > LONGEST_LINE) {
                throw problem("the line is longer than " + LONGEST_LINE + " characters");
            }
            int comment = line.indexOf('#');
            String content = (comment < 0 ? line : line.substring(0, comment)).trim();
            if (!content.isEmpty()) {
                return content.split("\\s+");
            }
        }
    }

    /** As C reads it: hexadecimal after 0x, octal after 0, else decimal; not negative. */
    private static OptionalLong number(String text) {
        try {
            long value = Long.decode(text);
            return value < 0 || text.startsWith("-") || text.startsWith("+") || text.startsWith("#")
                    ? OptionalLong.empty()
                    : OptionalLong.of(value);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private UnusableFile problem(String reason) {
        return new UnusableFile("mapfile, line " + number + ": " + reason);
    }
}
