// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Pages in a sparse file, each at its own place: what is not there takes no room. */
final class FilePages implements PageStore {

    /** Page numbers are of 32 bits: 16 TiB. */
    private static final long MOST_PAGES = 1L << 32;

    private final FileChannel file;
    private ScratchSpace space;
    private final RoaringBitmap there = new RoaringBitmap();

    FilePages(FileChannel file, ScratchSpace space) {
        this.file = file;
        this.space = space;
    }

    /** Whether that space is in the same folder: then its bound counts from now on. */
    boolean stayIn(ScratchSpace other) {
        boolean same = space.folder().equals(other.folder());
        if (same) {
            space = other;
        }
        return same;
    }

    @Override
    public boolean has(long number) {
        return number < MOST_PAGES && there.contains((int) number);
    }

    @Override
    public @Nullable Long nextPage(long number) {
        long next = number < MOST_PAGES ? there.nextValue((int) number) : -1;
        return next < 0 ? null : next;
    }

    @Override
    public void make(long number) throws IOException {
        if (number >= MOST_PAGES) {
            throw new IOException(Errno.ENOSPC.text());
        }
        there.add((int) number);
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        ByteBuffer view = into.duplicate();
        long at = offset;
        while (view.hasRemaining()) {
            int count = file.read(view, at);
            if (count < 0) {
                Tail.zero(view, view.position(), view.limit());
                return;
            }
            at += count;
        }
    }

    @Override
    public void write(long offset, ByteBuffer from) throws IOException {
        ByteBuffer view = from.duplicate();
        long at = offset;
        while (view.hasRemaining()) {
            at += file.write(view, at);
        }
        for (long number = offset / PAGE; number * PAGE < at; number++) {
            make(number);
        }
    }

    @Override
    public boolean hasRoom(long pages) {
        return space.hasRoom((there.getLongCardinality() + pages) * PAGE);
    }

    @Override
    public void clear() {
        there.clear();
        try {
            file.truncate(0);
        } catch (IOException e) {
            // A page is made new before it is read again; only its room on the disk is kept.
            return;
        }
    }

    @Override
    public void close() {
        there.clear();
        try {
            file.close();
        } catch (IOException e) {
            // It has no name, and goes with the program at the latest.
            return;
        }
    }
}
