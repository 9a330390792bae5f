// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The one way to read a file that is no disk: a configuration, a scenario, a mapfile, a scan file.
 * Only regular files are read, because opening a named pipe waits for somebody who writes into it,
 * and a device has no end; what {@code /proc} shows counts as regular. Standard input and other
 * pipes that the program was given open ({@code -}, {@code /dev/stdin}, {@code /dev/fd/N}) are read
 * because they were expressly asked for. Blocks as long as the file does.
 */
public final class InputFile {

    /** What names standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int TERMINAL = 0020000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int SOCKET = 0140000;

    private InputFile() {}

    /** A file that is not read, and why: a part of a sentence that begins with "it". */
    public static final class Unfit extends IOException {

        private static final long serialVersionUID = 1;

        Unfit(String reason) {
            super(reason);
        }
    }

    /** Whether the name means what the program's caller holds open for it. */
    public static boolean isGivenOpen(Path file) {
        return file.toString().matches("-|/dev/stdin|/dev/fd/[0-9]+|/proc/self/fd/[0-9]+");
    }

    /**
     * Opens the file.
     *
     * @throws Unfit
     *             if it is no regular file
     * @throws java.nio.file.NoSuchFileException
     *             if there is none; other errors as {@link Files#newInputStream} has them
     */
    public static InputStream open(Path file) throws IOException {
        if (file.toString().equals(STANDARD_INPUT) && !Files.exists(file)) {
            return new FileInputStream(FileDescriptor.in);
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new Unfit("it is a directory");
        }
        if (attributes.isOther() && !isGivenOpen(file)) {
            throw new Unfit("it is " + kind(file) + ", not a regular file");
        }
        return Files.newInputStream(file);
    }

    /**
     * All of the file's bytes.
     *
     * @param most
     *            bytes that are read at most
     * @throws Unfit
     *             if it is no regular file, or longer
     */
    public static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Unfit("it is longer than " + most + " bytes");
            }
            return bytes;
        }
    }

    /**
     * The whole file as a text, decoded as {@link TextBytes#text} does.
     *
     * @param most
     *            bytes that are read at most
     * @throws Unfit
     *             if it is no regular file, longer, or not text
     */
    public static String text(Path file, int most) throws IOException {
        String text = TextBytes.text(read(file, most));
        if (!TextBytes.isText(text)) {
            throw new Unfit("it is not text");
        }
        return text;
    }

    private static String kind(Path file) {
        try {
            return Files.getAttribute(file, "unix:mode") instanceof Integer mode ? switch (mode & TYPE) {
                case PIPE -> "a named pipe";
                case TERMINAL -> "a character device";
                case BLOCK_DEVICE -> "a block device";
                case SOCKET -> "a socket";
                default -> "something else";
            } : "something else";
        } catch (IOException | UnsupportedOperationException e) {
            return "something else";
        }
    }
}
