// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names of files as people and texts write them, also those that are not UTF-8 and those that the
 * program's locale cannot say. A Unix name is bytes; Java makes a path of characters only where its
 * locale has them, but of a URI it takes the bytes as they are.
 */
public final class FileName {

    /** What Java puts in the place of what it cannot decode, on the command line for instance. */
    static final char UNKNOWN = '\uFFFD';

    private static final int MOST_ENTRIES = 100_000;

    private FileName() {}

    /**
     * The file of that name in the folder, or anywhere if the name is absolute. If the name has
     * characters that Java could not decode, and just one file's name looks so, it is that file: this
     * looks into the folder, and may block as long as that does.
     *
     * @param name
     *            perhaps with bytes kept as {@link TextBytes} keeps them
     * @throws InvalidPathException
     *             if no file can have that name, or several files' names look so
     */
    public static Path path(Path folder, String name) {
        if (name.indexOf(UNKNOWN) >= 0) {
            return lookedUp(folder, name);
        }
        if (TextBytes.hasKept(name)) {
            return ofBytes(folder, name);
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            if (name.indexOf(0) >= 0 || !isUnix(folder)) {
                throw e;
            }
            return ofBytes(folder, name);
        }
    }

    /** The file that a person has named: from the folder in which the program was started. */
    public static Path path(String word) {
        return path(Path.of(""), word);
    }

    /** The path as text from which {@link #path} makes the same path again. */
    public static String text(Path path) {
        String text = path.toString();
        if (text.indexOf(UNKNOWN) < 0 || !isUnix(path)) {
            return text;
        }
        // In ISO 8859-1 every byte is one character.
        String raw = path.toAbsolutePath().toUri().getRawPath().replace("+", "%2B");
        byte[] bytes = URLDecoder.decode(raw, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        return TextBytes.text(bytes);
    }

    /** The path in one line, as it may be shown anywhere. */
    public static String shown(Path path) {
        return Printable.line(text(path));
    }

    private static boolean isUnix(Path path) {
        return path.getFileSystem().equals(java.nio.file.FileSystems.getDefault())
                && path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static Path ofBytes(Path folder, String name) {
        if (!isUnix(folder)) {
            return folder.resolve(name);
        }
        StringBuilder uri = new StringBuilder("file://");
        if (!name.startsWith("/")) {
            uri.append(folder.toAbsolutePath().toUri().getRawPath()).append('/');
        }
        for (byte one : TextBytes.bytes(name)) {
            uri.append(one == '/' ? "/" : String.format("%%%02X", one));
        }
        try {
            return Path.of(URI.create(uri.toString()));
        } catch (IllegalArgumentException e) {
            throw new InvalidPathException(name, "it has a character that no name may have");
        }
    }

    private static Path lookedUp(Path folder, String name) {
        Path at = name.startsWith("/") ? folder.resolve("/") : folder;
        for (String part : name.split("/", -1)) {
            if (!part.isEmpty()) {
                Path plain = at;
                at = part.indexOf(UNKNOWN) < 0 ? path(at, part) : alike(at, part).orElseGet(() -> literal(plain, part));
            }
        }
        return at;
    }

    private static Path literal(Path folder, String part) {
        try {
            return folder.resolve(part);
        } catch (InvalidPathException e) {
            return ofBytes(folder, part);
        }
    }

    /**
     * The one entry that looks like this; one that is called so is not preferred, as it may not be
     * meant.
     */
    private static Optional<Path> alike(Path folder, String part) {
        Optional<Path> found = Optional.empty();
        int seen = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (++seen > MOST_ENTRIES) {
                    return Optional.empty();
                }
                Path last = entry.getFileName();
                if (last != null && last.toString().equals(part)) {
                    if (found.isPresent()) {
                        throw new InvalidPathException(part, "two files' names look alike here: "
                                + shown(found.get()) + " and " + shown(entry));
                    }
                    found = Optional.of(entry);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Whoever opens the file says why it cannot be had.
            return Optional.empty();
        }
        return found;
    }
}
