// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of this program's command line as they were given. Java decodes them, and puts one and
 * the same character in the place of everything that is not UTF-8, so that two files' names become
 * one; Linux still has their bytes (proc_pid_cmdline(5)).
 */
public final class CommandWords {

    private static final Path BYTES = Path.of("/proc/self/cmdline");

    private CommandWords() {}

    /**
     * The words, with the bytes that Java lost kept as {@link TextBytes} keeps them; as Java has them
     * where the system does not tell.
     */
    public static List<String> exact(List<String> words) {
        if (words.stream().noneMatch(CommandWords::isUnsure)) {
            return words;
        }
        try {
            return exact(words, Files.readAllBytes(BYTES));
        } catch (IOException notTold) {
            return words;
        }
    }

    /**
     * The same, by the bytes of all words of the process, which each end in NUL: its last ones are
     * those that Java hands on.
     */
    static List<String> exact(List<String> words, byte[] bytes) {
        List<byte[]> all = parted(bytes);
        int first = all.size() - words.size();
        if (first < 0) {
            return words;
        }
        List<String> exact = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            byte[] own = all.get(first + at);
            if (!new String(own, StandardCharsets.UTF_8).equals(word)) {
                // These are not the words: no file is named by a guess.
                return words;
            }
            exact.add(isUnsure(word) ? TextBytes.word(own) : word);
        }
        return exact;
    }

    private static boolean isUnsure(String word) {
        return word.indexOf(FileName.UNKNOWN) >= 0;
    }

    private static List<byte[]> parted(byte[] bytes) {
        List<byte[]> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                words.add(Arrays.copyOfRange(bytes, from, at));
                from = at + 1;
            }
        }
        return words;
    }
}
