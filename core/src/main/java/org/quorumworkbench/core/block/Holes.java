// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Asks the system where a file has holes: lseek with SEEK_DATA and SEEK_HOLE, on Linux and macOS,
 * through a file descriptor of its own, because Java shows none. Elsewhere, and where native access
 * is denied, there is nothing to ask. May be used from any thread; a call blocks as long as the
 * file system does.
 */
final class Holes implements AutoCloseable {

    // ENXIO, which is 6 on Linux and macOS. SEEK_DATA and SEEK_HOLE are 3 and 4 on Linux, 4 and 3 on
    // macOS.
    private static final long NO_MORE_DATA = -6;

    private final CLibrary library;
    private final int descriptor;
    private boolean open = true;

    private Holes(CLibrary library, int descriptor) {
        this.library = library;
        this.descriptor = descriptor;
    }

    /** Calls what {@link #at} calls, so that the first file need not wait until that is linked. */
    static void prepare() {
        CLibrary.HERE.ifPresent(library -> library.seek(-1, 0, 0));
    }

    /**
     * Opens the file once it is asked for; then it has none if another file has been put in its place
     * meanwhile. A block device has none either.
     */
    static OpenedLater<Holes> later(Path path) {
        Optional<Object> now = key(path);
        return new OpenedLater<>(() -> now.isPresent() && now.equals(key(path)) ? open(path) : Optional.empty(),
                Holes::close);
    }

    /** What tells a regular file from all others; empty for anything else. */
    private static Optional<Object> key(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.isRegularFile() ? Optional.ofNullable(now.fileKey()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Opens the file for asking; empty if it cannot be asked. */
    static Optional<Holes> open(Path path) {
        if (CLibrary.HERE.isEmpty() || !path.getFileSystem().equals(FileSystems.getDefault())) {
            return Optional.empty();
        }
        CLibrary library = CLibrary.HERE.get();
        int descriptor = library.open(path, 0);
        return descriptor < 0 ? Optional.empty() : Optional.of(new Holes(library, descriptor));
    }

    /**
     * The extent that begins at {@code offset}, cut to {@code length} bytes; data if the system cannot
     * tell.
     */
    synchronized Extent at(long offset, long length) {
        long data = open ? library.seek(descriptor, offset, library.isLinux() ? 3 : 4) : offset;
        if (data == NO_MORE_DATA) {
            return new Extent(offset, length, true);
        }
        if (data > offset) {
            return new Extent(offset, Math.min(length, data - offset), true);
        }
        long hole = open && data == offset ? library.seek(descriptor, offset, library.isLinux() ? 4 : 3) : 0;
        return new Extent(offset, hole > offset ? Math.min(length, hole - offset) : length, false);
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            library.close(descriptor);
        }
    }
}
