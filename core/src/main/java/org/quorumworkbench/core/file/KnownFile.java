// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which file a name meant when it was looked at: a value that can be compared when the file itself
 * no longer answers, as one on a disk or a server that hangs.
 *
 * @param path
 *            as it was named
 * @param whole
 *            the same, absolute
 * @param place
 *            with symbolic links followed, as far as there was something
 * @param key
 *            what the file system calls it; absent if there was none, or it calls nothing so
 *            (Windows)
 * @param behind
 *            the files that hold its bytes, if it is a block device
 * @param unknown
 *            why it could not be told what is behind it
 */
record KnownFile(Path path, Path whole, Path place, Optional<Object> key, List<KnownFile> behind,
        Optional<String> unknown) {

    /** Whether files have no keys here. */
    private static final boolean BY_SYSTEM = File.separatorChar == '\\';

    KnownFile {
        behind = List.copyOf(behind);
    }

    /** Looks at the file, once; blocks as long as the file does. */
    static KnownFile of(Path file) {
        List<KnownFile> behind = new ArrayList<>();
        String unknown = null;
        try {
            for (Path each : BackingFiles.of(file)) {
                behind.add(alone(each));
            }
        } catch (IOException e) {
            unknown = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
        KnownFile alone = alone(file);
        return new KnownFile(file, alone.whole, alone.place, alone.key, behind, Optional.ofNullable(unknown));
    }

    private static KnownFile alone(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return new KnownFile(file, whole, place(whole), key(file), List.of(), Optional.empty());
    }

    private static Path place(Path whole) {
        try {
            return whole.toRealPath();
        } catch (IOException notThere) {
            Path folder = whole.getParent();
            Path name = whole.getFileName();
            try {
                return folder == null || name == null ? whole : folder.toRealPath().resolve(name);
            } catch (IOException noFolder) {
                return whole;
            }
        }
    }

    private static Optional<Object> key(Path file) {
        try {
            @Nullable
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.ofNullable(key);
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /**
     * Whether the other is the same file, however it is named. Asks neither file, where the file system
     * gives files a key.
     */
    boolean isSame(KnownFile other) throws IOException {
        if (whole.equals(other.whole) || place.equals(other.place)) {
            return true;
        }
        if (key.isPresent() && other.key.isPresent()) {
            return key.equals(other.key);
        }
        // Windows has no keys; there only the system knows hard links.
        return BY_SYSTEM && Files.exists(path) && Files.exists(other.path) && Files.isSameFile(path, other.path);
    }

    /**
     * Whether its bytes are in the other.
     *
     * @throws IOException
     *             if it is not known what is behind it
     */
    boolean isOver(KnownFile other) throws IOException {
        if (unknown.isPresent()) {
            throw new FileSystemException(path.toString(), null, unknown.get());
        }
        for (KnownFile each : behind) {
            if (each.isSame(other)) {
                return true;
            }
        }
        return false;
    }
}
