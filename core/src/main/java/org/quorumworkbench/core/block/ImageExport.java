// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Wording;

/**
 * Saves a device as it is now as an image of its own. Blocks until it is done, so it belongs on a
 * thread that may; what hangs below the device hangs here too. No file that is there is touched.
 */
public final class ImageExport {

    private static final int PIECE = 1 << 20;

    private final BlockDevice device;
    private final Path image;

    public ImageExport(BlockDevice device, Path image) {
        this.device = device;
        this.image = image;
    }

    /**
     * Saves all of it; what reads as zeroes becomes a hole where the file system has holes. If it
     * cannot be finished, nothing of it is left.
     *
     * @param progress
     *            hears how many bytes are done
     * @param stopped
     *            asked between pieces whether to give up, which is an ECANCELED
     * @throws CannotOpen
     *             with what failed and why: the file is there already, cannot be made or written, or
     *             the device cannot be read
     */
    public void run(LongConsumer progress, BooleanSupplier stopped) throws CannotOpen {
        long length = switch (device.length()) {
            case Reply.Ok<Long>(Long bytes) -> bytes;
            case Reply.Failed<Long>(Errno errno) -> throw problem(errno, Wording.of("the device has no length"));
        };
        try {
            SavedFile.fresh(image).<CannotOpen>places(file -> save(file, length, progress, stopped));
        } catch (NotSaved e) {
            throw new CannotOpen(image, e.isRefused() ? Errno.EEXIST : errno(e), notSaved(e.reason()));
        }
    }

    private static Errno errno(NotSaved failure) {
        return failure.getCause() instanceof IOException system ? SystemErrors.errno(system) : Errno.EIO;
    }

    private void save(FileChannel file, long length, LongConsumer progress, BooleanSupplier stopped)
            throws CannotOpen, IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, length));
        for (long at = 0; at < length;) {
            if (stopped.getAsBoolean()) {
                throw problem(Errno.ECANCELED, Wording.of("stopped"));
            }
            Extent extent = extent(at, length - at);
            if (extent.zero()) {
                at = extent.end();
            } else {
                ByteBuffer piece = buffer.clear().limit((int) Math.min(buffer.capacity(), extent.length()));
                if (device.read(at, piece).join() instanceof Reply.Failed<Reply.Done>(Errno errno)) {
                    throw problem(errno,
                            Wording.of("byte {0} and those behind it cannot be read: {1}", at, errno.text()));
                }
                while (piece.hasRemaining()) {
                    int count = file.write(piece, at);
                    if (count == 0) {
                        throw problem(Errno.EAGAIN, Wording.foreign(Errno.EAGAIN.text()));
                    }
                    at += count;
                }
            }
            progress.accept(at);
        }
        if (length > 0 && file.size() < length) {
            file.write(ByteBuffer.allocate(1), length - 1);
        }
    }

    /** Where the device does not know, it is data. */
    private Extent extent(long at, long rest) {
        return device.extent(at, rest).join() instanceof Reply.Ok<Extent>(Extent extent)
                ? extent
                : new Extent(at, rest, false);
    }

    private CannotOpen problem(Errno errno, Wording reason) {
        return new CannotOpen(image, errno, notSaved(reason));
    }

    private static Wording notSaved(Wording reason) {
        return Wording.of("it was not saved: {0}", reason);
    }
}
