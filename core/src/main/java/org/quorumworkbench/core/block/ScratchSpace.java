// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Room on disk for what is written to overlays, bounded for all of them together. Each has a sparse
 * file, which has lost its name before anything is in it (on Windows: loses it when it is closed),
 * so that nothing is left whatever becomes of the program.
 */
public final class ScratchSpace {

    private final Path folder;
    private final long share;
    private final Runnable onFull;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param folder
     *            where the files are made
     * @param limit
     *            the most bytes that all overlays may take together; a write beyond that answers ENOSPC
     * @param overlays
     *            how many share it, 1 or more, each as much as the others: what a quorum writes, it
     *            writes to all of them, so that they are full together
     * @param onFull
     *            told once, when a write was refused for that; must not block
     */
    public ScratchSpace(Path folder, long limit, int overlays, Runnable onFull) {
        this.folder = folder;
        this.share = limit / overlays;
        this.onFull = onFull;
    }

    public Path folder() {
        return folder;
    }

    /**
     * An overlay in this space.
     *
     * @param executor
     *            what reads and writes the file, which may block it; its threads must not be
     *            interrupted
     * @throws IOException
     *             if no file can be made there
     */
    public OverlayDevice overlay(BlockDevice below, Executor executor) throws IOException {
        return new OverlayDevice(below, pages(), executor);
    }

    /** Pages in a file of their own. */
    FilePages pages() throws IOException {
        FileChannel file = FileChannel.open(folder.resolve("quorum-workbench-" + UUID.randomUUID()),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE, StandardOpenOption.DELETE_ON_CLOSE));
        return new FilePages(file, this);
    }

    /** Whether an overlay may have that many bytes. */
    boolean hasRoom(long bytes) {
        boolean room = bytes <= share;
        if (!room && told.compareAndSet(false, true)) {
            onFull.run();
        }
        return room;
    }
}
