// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads a file so that the page cache keeps what others have in it: past it where the file system
 * takes that (O_DIRECT), else through it, dropping afterwards what was not there before. A file
 * system tells what is there up to the first page that is not; what others had cached behind that,
 * in the same read, is dropped, too. May be used from any thread; a call blocks as long as the
 * device does.
 */
final class SparingReads implements AutoCloseable {

    private static final long PAGE = 4096;
    private static final int GIVEN_UP = 3;

    private final LoneReads paged;
    private volatile Optional<LoneReads> direct;
    private final AtomicInteger refused = new AtomicInteger();

    private SparingReads(Optional<LoneReads> direct, LoneReads paged) {
        this.direct = direct;
        this.paged = paged;
    }

    /** Opens the file for it; empty if the system has no way to do so. Blocks. */
    static Optional<SparingReads> open(Path path) {
        return open(path, LoneReads.openDirect(path));
    }

    /** As where there is no reading past the cache. */
    static Optional<SparingReads> through(Path path) {
        return open(path, Optional.empty());
    }

    private static Optional<SparingReads> open(Path path, Optional<LoneReads> direct) {
        Optional<LoneReads> paged = LoneReads.openPaged(path).filter(reads -> {
            if (reads.canDrop()) {
                return true;
            }
            reads.close();
            return false;
        });
        if (paged.isEmpty()) {
            direct.ifPresent(LoneReads::close);
        }
        return paged.map(reads -> new SparingReads(direct, reads));
    }

    /**
     * Fills the buffer from its position to its limit.
     *
     * @param length
     *            the file's, in bytes; what is asked for behind it reads as zeroes
     * @return why it could not be read; empty if it was
     */
    Optional<Errno> read(long offset, ByteBuffer into, long length) {
        Optional<LoneReads> past = direct;
        if (past.isPresent()) {
            Optional<Errno> failure = past.get().read(offset, into, length);
            if (failure.isEmpty()) {
                return failure;
            }
            // A file system may refuse to read directly what it let be opened so.
            Optional<Errno> otherwise = dropping(offset, into, length);
            if (otherwise.isEmpty() && refused.incrementAndGet() >= GIVEN_UP) {
                past.get().close();
                direct = Optional.empty();
            }
            return otherwise;
        }
        return dropping(offset, into, length);
    }

    private Optional<Errno> dropping(long offset, ByteBuffer into, long length) {
        long end = Math.min(offset + into.remaining(), length);
        long cached = end <= offset ? 0 : paged.cached(offset, into, end);
        if (end > offset && cached == end - offset) {
            Tail.zero(into, into.position() + (int) cached, into.limit());
            return Optional.empty();
        }
        Optional<Errno> failure = paged.read(offset, into, length);
        long from = Math.floorDiv(offset + Math.max(0, cached), PAGE) * PAGE;
        paged.drop(from, Math.ceilDiv(end, PAGE) * PAGE - from);
        return failure;
    }

    @Override
    public void close() {
        direct.ifPresent(LoneReads::close);
        paged.close();
    }
}
