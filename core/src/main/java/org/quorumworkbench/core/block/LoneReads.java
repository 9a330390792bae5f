// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Reads a place of a file alone, past the page cache. An ordinary read brings in whole pages and
 * those ahead of them, and if one of the sectors is bad, the good ones beside it fail too (a loop
 * device whose file was cut: eight good sectors before the cut failed with their neighbours). What
 * is read here is no more than was asked for, rounded out to the device's logical blocks; where a
 * file system has no direct reading, to pages, without reading ahead. May be used from any thread;
 * a call blocks as long as the device does.
 */
public final class LoneReads implements AutoCloseable {

    private static final int PAGE = 4096;
    private static final int LARGEST_BLOCK = 65536;
    private static final int EINVAL = 22;

    private final CLibrary library;
    private final int descriptor;
    private final boolean direct;
    private volatile int piece;
    // Closing waits for those who read: the descriptor's number may be another file's a moment later.
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean open = true;

    private LoneReads(CLibrary library, int descriptor, boolean direct) {
        this.library = library;
        this.descriptor = descriptor;
        this.direct = direct;
        this.piece = direct ? SectorRange.SECTOR : PAGE;
    }

    /** Opens the file for it; empty if the system has no way to do so. Blocks. */
    public static Optional<LoneReads> open(Path path) {
        return openDirect(path).or(() -> openPaged(path));
    }

    /**
     * Opens the file for reading past the page cache; empty if its file system has no such thing.
     * Blocks.
     */
    static Optional<LoneReads> openDirect(Path path) {
        if (CLibrary.HERE.isEmpty() || !CLibrary.HERE.get().isLinux()) {
            return Optional.empty();
        }
        int direct = CLibrary.HERE.get().open(path, directFlag());
        return direct < 0 ? Optional.empty() : Optional.of(new LoneReads(CLibrary.HERE.get(), direct, true));
    }

    /**
     * Opens the file for reading through the page cache, but not ahead; empty if it cannot be had.
     * Blocks.
     */
    static Optional<LoneReads> openPaged(Path path) {
        if (CLibrary.HERE.isEmpty()) {
            return Optional.empty();
        }
        CLibrary library = CLibrary.HERE.get();
        int paged = library.open(path, 0);
        if (paged < 0) {
            return Optional.empty();
        }
        library.readInRandomOrder(paged);
        return Optional.of(new LoneReads(library, paged, false));
    }

    /** O_DIRECT as the processor's Linux numbers it (asm/fcntl.h). */
    private static int directFlag() {
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (processor.startsWith("aarch64") || processor.startsWith("arm")) {
            return 0x10000;
        }
        return processor.startsWith("ppc") ? 0x20000 : 0x4000;
    }

    /** What is read at least, in bytes: a power of two from 512. */
    int piece() {
        return piece;
    }

    /**
     * Fills the buffer from its position to its limit.
     *
     * @param length
     *            the file's, in bytes; what is asked for behind it reads as zeroes
     * @return why it could not be read; empty if it was
     */
    public Optional<Errno> read(long offset, ByteBuffer into, long length) {
        long end = Math.min(offset + into.remaining(), length);
        if (end <= offset) {
            Tail.zero(into, into.position(), into.limit());
            return Optional.empty();
        }
        if (fits(offset, into, end)) {
            long count = readAll(MemorySegment.ofBuffer(into), offset, end - offset);
            if (count != -EINVAL) {
                return count < 0 ? Optional.of(new Errno((int) -count)) : Optional.empty();
            }
        }
        for (int block = piece; block <= LARGEST_BLOCK; block *= 2) {
            long from = Math.floorDiv(offset, (long) block) * block;
            long to = Math.ceilDiv(end, (long) block) * block;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = arena.allocate(Math.max(block, to - from), LARGEST_BLOCK);
                long count = readAll(bytes, from, end - from);
                if (count == -EINVAL && direct) {
                    continue;
                }
                piece = block;
                if (count < 0) {
                    return Optional.of(new Errno((int) -count));
                }
                int wanted = (int) (end - offset);
                into.put(into.position(), bytes.asSlice(offset - from, wanted).asByteBuffer(), 0, wanted);
                Tail.zero(into, into.position() + wanted, into.limit());
                return Optional.empty();
            }
        }
        return Optional.of(Errno.EIO);
    }

    /**
     * Whether it can be read to where it is wanted: whole pages in memory that the kernel can write to.
     */
    private boolean fits(long offset, ByteBuffer into, long end) {
        return into.isDirect() && offset % PAGE == 0 && into.remaining() % PAGE == 0
                && end == offset + into.remaining() && MemorySegment.ofBuffer(into).address() % PAGE == 0;
    }

    /** How many bytes from the offset on, to before the end, are in the page cache; those are read. */
    long cached(long offset, ByteBuffer into, long end) {
        if (!into.isDirect()) {
            return -1;
        }
        use.readLock().lock();
        try {
            return open
                    ? library.readCached(descriptor, MemorySegment.ofBuffer(into).asSlice(0, end - offset), offset)
                    : -1;
        } finally {
            use.readLock().unlock();
        }
    }

    /** Drops whole pages from the page cache. */
    void drop(long offset, long length) {
        use.readLock().lock();
        try {
            if (open) {
                library.drop(descriptor, offset, length);
            }
        } finally {
            use.readLock().unlock();
        }
    }

    /** Whether the system drops pages when it is asked to; nothing is dropped for that. */
    boolean canDrop() {
        // Behind every file's end.
        return library.drop(descriptor, Long.MAX_VALUE - PAGE + 1 - PAGE, PAGE);
    }

    /** Reads until enough is there. */
    private long readAll(MemorySegment bytes, long from, long enough) {
        long done = 0;
        while (done < enough) {
            long count = guarded(bytes.asSlice(done), from + done);
            if (count <= 0) {
                return count < 0 ? count : -Errno.EIO.number();
            }
            done += count;
        }
        return done;
    }

    private long guarded(MemorySegment into, long offset) {
        use.readLock().lock();
        try {
            return open ? library.read(descriptor, into, offset) : -Errno.ECANCELED.number();
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (open) {
                open = false;
                library.close(descriptor);
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
