// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.scan.Mapfile.Block;

/** Reads a mapfile; says line and reason of what is wrong with it. */
public final class MapfileReader {

    private static final int LONGEST_LINE = 4096;
    /**
     * As C's sscanf reads a number with %lli, from the longest text that is one: hexadecimal after 0x,
     * octal after 0, else decimal. What follows need not stand apart.
     */
    private static final String NUMBER = "((?>[+-]?(?:0[xX][0-9a-fA-F]*|0[0-7]*|[1-9][0-9]*)))\\s*";
    private static final Pattern STATUS = Pattern.compile(NUMBER + "([?*/\\-FG+])\\s*(.*)");
    private static final Pattern BLOCK = Pattern.compile(NUMBER + NUMBER + "([?*/\\-+]).*");
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
        String status = content();
        if (status == null) {
            // As ddrescue takes it: nothing has been tried.
            return new Mapfile(List.of());
        }
        Matcher parts = STATUS.matcher(status);
        if (!parts.matches() || number(parts.group(1)) < 0 || !isPass(parts.group(3))) {
            throw problem(Wording.of("the first line is not a position, a status and a pass"));
        }
        List<Block> blocks = new ArrayList<>();
        long end = -1;
        for (String line = content(); line != null; line = content()) {
            end = block(line, end, blocks);
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

    /**
     * As ddrescuelog takes them: only a block at the very beginning may be empty, and what lies behind
     * the last byte that can be counted is on no disk.
     *
     * @param before
     *            where the block before it ends; negative for the first
     * @return where it ends
     */
    private long block(String line, long before, List<Block> blocks) throws UnusableFile {
        Matcher parts = BLOCK.matcher(line);
        if (!parts.matches() || number(parts.group(1)) < 0) {
            throw problem(Wording.of("a block has a position, a size and one of ? * / - +"));
        }
        long offset = number(parts.group(1));
        long length = Math.min(number(parts.group(2)), Long.MAX_VALUE - offset);
        if (number(parts.group(2)) < (offset == 0 ? 0 : 1)) {
            throw problem(Wording.of("a block of that size is on no disk"));
        }
        if (before >= 0 && before != offset) {
            throw problem(Wording.of("the block does not begin where the one before it ends"));
        }
        if (length > 0) {
            blocks.add(new Block(offset, length, parts.group(3).charAt(0)));
        }
        return offset + length;
    }

    /** The next line that is not empty or a comment; null at the end. */
    private @Nullable String content() throws IOException, UnusableFile {
        while (true) {
            String line = BoundedLines.next(in, LONGEST_LINE);
            if (line == null) {
                return null;
            }
            number++;
            if (line.length() > LONGEST_LINE) {
                throw problem(Wording.of("the line is longer than {0} characters", LONGEST_LINE));
            }
            int comment = line.indexOf('#');
            String content = (comment < 0 ? line : line.substring(0, comment)).trim();
            if (!content.isEmpty()) {
                return content;
            }
        }
    }

    /** As C has it: of a number that is too large, the largest. */
    private static long number(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        String bare = hexadecimal ? "0" + digits.substring(2) : digits;
        BigInteger value = new BigInteger(bare, hexadecimal ? 16 : bare.startsWith("0") ? 8 : 10);
        long known = value.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
        return negative ? -known : known;
    }

    private UnusableFile problem(Wording reason) {
        return new UnusableFile(Wording.of("mapfile, line {0}: {1}", number, reason));
    }
}
