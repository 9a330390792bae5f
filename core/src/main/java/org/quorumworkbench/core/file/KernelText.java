// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What Linux tells in files of sysfs and proc(5). A name in them is bytes, as the name of any file
 * is: it is UTF-8 or nothing that has a name. Blocks as long as these files do.
 */
public final class KernelText {

    // seq_escape of Linux's fs/seq_file.c: white space, the backslash and the number sign.
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-3][0-7]{2})");

    private KernelText() {}

    /** A file of one line, without its end. */
    public static String line(Path file) throws IOException {
        String text = TextBytes.text(Files.readAllBytes(file));
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** The lines of a file. */
    public static List<String> lines(Path file) throws IOException {
        return TextBytes.text(Files.readAllBytes(file)).lines().toList();
    }

    /** The file whose absolute name is all that a file holds. */
    public static Path name(Path file) throws IOException {
        return path(line(file));
    }

    /** The file of that absolute name, which perhaps has bytes kept as {@link TextBytes} keeps them. */
    public static Path path(String name) {
        return FileName.path(Path.of("/"), name);
    }

    /** A word of a table, in which some characters are three octal digits behind a backslash. */
    public static String word(String escaped) {
        return ESCAPED.matcher(escaped).replaceAll(KernelText::character);
    }

    private static String character(MatchResult escape) {
        return java.util.regex.Matcher
                .quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 8)));
    }

    /** Major and minor number of a device, as {@code /sys/dev/block} has them. */
    public static String number(long device) {
        return major(device) + ":" + minor(device);
    }

    /** The number of the driver, from a number as stat(2) has it (glibc's bits/sysmacros.h). */
    public static long major(long device) {
        return ((device >>> 8) & 0xFFF) | ((device >>> 32) & ~0xFFFL);
    }

    /** The number that the driver has for it. */
    public static long minor(long device) {
        return (device & 0xFF) | ((device >>> 12) & ~0xFFL);
    }
}
