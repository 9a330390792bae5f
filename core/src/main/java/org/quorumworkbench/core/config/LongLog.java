// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;

/**
 * Reads the file of a configuration. libvirt writes the log of a domain on for years, and the last
 * boot is what counts, so of a log that is longer than a configuration its end is read.
 */
final class LongLog {

    private static final int LONGEST = OptionSource.LONGEST;
    /** What is gone through at most. */
    private static final long LONGEST_LOG = 1L << 30;

    private LongLog() {}

    /**
     * What was read.
     *
     * @param bytes
     *            at most as long as a configuration is
     * @param line
     *            of the file, with which they begin
     */
    @SuppressWarnings("ArrayRecordComponent")
    record End(byte[] bytes, int line) {}

    /**
     * Reads the whole file, or of a long log what begins with a boot.
     *
     * @param notText
     *            what to say of a file that is too long and not text
     * @throws ConfigurationProblem
     *             if it is longer than a configuration is, and no log
     */
    static End read(InputStream in, Path file, Wording notText, Wording remedy)
            throws IOException, ConfigurationProblem {
        byte[] head = in.readNBytes(LONGEST + 1);
        if (head.length <= LONGEST) {
            return new End(head, 1);
        }
        String text = TextBytes.text(head);
        if (!TextBytes.isText(text)) {
            throw TextFile.problem(file, notText, remedy);
        }
        if (!TextForms.BOOT.matcher(text).find()) {
            throw tooLong(file, Wording.of("this text is longer than {0} bytes, which no configuration is", LONGEST));
        }
        byte[] last = head;
        int gone = 0;
        long length = head.length;
        byte[] next = in.readNBytes(LONGEST);
        while (next.length > 0) {
            length += next.length;
            if (length > LONGEST_LOG) {
                throw tooLong(file,
                        Wording.of("this log is longer than {0} bytes, and not read to its end", LONGEST_LOG));
            }
            int cut = Math.max(0, last.length + next.length - LONGEST);
            gone += lines(last, cut);
            byte[] joined = Arrays.copyOfRange(last, cut, last.length + next.length);
            System.arraycopy(next, 0, joined, last.length - cut, next.length);
            last = joined;
            next = in.readNBytes(LONGEST);
        }
        // Its length must stay that of the bytes.
        Matcher boot = TextForms.BOOT.matcher(new String(last, StandardCharsets.ISO_8859_1));
        // The first line may be half a line.
        if (!boot.find(1)) {
            throw tooLong(file, Wording.of("the last boot in this log is longer than {0} bytes", LONGEST));
        }
        return new End(Arrays.copyOfRange(last, boot.start(), last.length), 1 + gone + lines(last, boot.start()));
    }

    private static int lines(byte[] bytes, int end) {
        int lines = 0;
        for (int i = 0; i < end; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static ConfigurationProblem tooLong(Path file, Wording reason) {
        return TextFile.problem(file, reason,
                Wording.of("Give the part that names the quorum, of a log what the last boot wrote."));
    }
}
