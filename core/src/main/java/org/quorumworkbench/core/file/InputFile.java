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
    public static final class Unfit extends IOException implements Worded {

        private static final long serialVersionUID = 1;

        private final transient Wording wording;

        Unfit(Wording reason) {
            super(reason.english());
            this.wording = reason;
        }

        @Override
        public Wording wording() {
            return wording;
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
            throw new Unfit(Wording.of("it is a directory"));
        }
        if (attributes.isOther() && !isGivenOpen(file)) {
            throw new Unfit(irregular(file));
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
                throw new Unfit(Wording.of("it is longer than {0} bytes", most));
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
            throw new Unfit(Wording.of("it is not text"));
        }
        return text;
    }

    private static Wording irregular(Path file) {
        return switch (kind(file)) {
            case PIPE -> Wording.of("it is a named pipe, not a regular file");
            case TERMINAL -> Wording.of("it is a character device, not a regular file");
            case BLOCK_DEVICE -> Wording.of("it is a block device, not a regular file");
            case SOCKET -> Wording.of("it is a socket, not a regular file");
            default -> Wording.of("it is something else, not a regular file");
        };
    }

    /** As stat(2) has it; 0 if that is not told. */
    private static int kind(Path file) {
        try {
            return Files.getAttribute(file, "unix:mode") instanceof Integer mode ? mode & TYPE : 0;
        } catch (IOException | UnsupportedOperationException e) {
            return 0;
        }
    }
}
