// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A disk that can be read and perhaps written: what a child of a quorum is.
 *
 * <ul>
 * <li>Offsets and lengths are in bytes; any byte range is allowed. Bytes past the end read as
 * zeroes up to the end of the last, partial sector (QEMU rounds a device's length up to 512 bytes);
 * a range beyond that answers EIO, as does a write past the length.
 * <li>Every operation returns at once; the work is done on an executor that the device was given,
 * or on the spot where it needs no waiting. The future completes with a {@link Reply}, never
 * exceptionally; a device that hangs leaves it incomplete.
 * <li>The buffer of a read or write belongs to the device from the call until the future completes,
 * also when the caller has stopped waiting: cancelling the future asks the device to stop but only
 * its completion gives the buffer back, and only then is the device's part in a write over (see
 * {@link Pending}). The device uses the bytes from position to limit by absolute access, or through
 * a duplicate, and leaves position and limit alone.
 * <li>All methods may be called from any thread, and several operations may be under way at once.
 * </ul>
 */
public interface BlockDevice extends AutoCloseable {

    /**
     * The length in bytes, as told when the device was opened or last {@link #reopen reopened}; does
     * not block.
     */
    Reply<Long> length();

    /** Whether writes are refused (with EROFS, see {@link #write}). */
    boolean isReadOnly();

    /** Fills the buffer, from position to limit, with the bytes at {@code offset}. */
    CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into);

    /**
     * As {@link #read}, but on the caller's thread, which blocks as long as the file does: a page cache
     * answers sooner than a hand-over to another thread takes, and a scan reads whole disks so. Empty,
     * and nothing was done or counted, if the device would have to wait for anything else, a simulated
     * delay for instance: then {@link #read} it is.
     */
    default Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        return Optional.empty();
    }

    /**
     * Whether a sector may read otherwise in one request than in another: a quorum votes on the whole
     * request. Who compares sectors then reads with {@link #readBySector}.
     */
    default boolean votesOnRequest() {
        return false;
    }

    /**
     * As {@link #read}, but every sector as a request on that sector alone would give it. Fails if any
     * of them cannot be read; what the others are is then not told.
     *
     * @param offset
     *            in bytes, of a sector
     * @param into
     *            whole sectors
     */
    default CompletableFuture<Reply<Done>> readBySector(long offset, ByteBuffer into) {
        return votesOnRequest() ? SectorReads.oneByOne(this, offset, into) : read(offset, into);
    }

    /**
     * As {@link #readBySector}, but on the caller's thread; empty as {@link #readOnCaller} is, and
     * where sectors have to be asked for one by one.
     */
    default Optional<Reply<Done>> readBySectorOnCaller(long offset, ByteBuffer into) {
        return votesOnRequest() ? Optional.empty() : readOnCaller(offset, into);
    }

    /** Writes the buffer, from position to limit, at {@code offset}; EROFS if read-only. */
    CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from);

    /**
     * Makes {@code length} bytes at {@code offset} read as zeroes; EROFS if read-only, EOPNOTSUPP if
     * the device can only write them.
     */
    CompletableFuture<Reply<Done>> writeZeroes(long offset, long length);

    /** Makes what was written lasting. */
    CompletableFuture<Reply<Done>> flush();

    /**
     * Told, instead of being asked to {@link #flush}, that nothing was written since the last good one.
     * QEMU's generic layer tells its nodes so (flush_to_os) before it looks whether there is anything
     * to do; a simulated fault takes note.
     */
    default void flushSkipped() {}

    /**
     * The extent that begins at {@code offset}, cut to at most {@code length} bytes (more than 0); its
     * kind may go on after it.
     */
    CompletableFuture<Reply<Extent>> extent(long offset, long length);

    /**
     * Where who reads would find zeroes without reading: as {@link #extent}, but told on the caller's
     * thread, which blocks as long as the file does, and of reads: what a simulated fault may change in
     * them is data. No operation on the device, so that no fault fires. Empty if the device cannot tell
     * so.
     */
    default Optional<Reply<Extent>> extentOnCaller(long offset, long length) {
        return Optional.empty();
    }

    /**
     * The file behind the device as it is now; asks the file system, which may block. Empty if there is
     * no file or it cannot be asked.
     */
    default Optional<Identity> identity() {
        return Optional.empty();
    }

    /** Where in its file the device's first byte lies, in bytes; 0 if there is no file. */
    default long fileOffset() {
        return 0;
    }

    /**
     * What decides what a read gives, besides the bytes of the device's own file: the part of the file,
     * a rescue's mapfile, the quorum within. Each by its name, in words that are equal where these are;
     * asks the file system, which may block.
     */
    default SortedMap<String, String> makeup() {
        return Collections.emptySortedMap();
    }

    /** What was left out of it, and of those within, when it was opened; asks nobody. */
    default List<LeftOut> leftOut() {
        return List.of();
    }

    /**
     * The smallest piece, in bytes, that was asked for alone when a read failed last: what is called
     * unreadable may be larger than what is bad if this is more than a sector. Empty if no read has
     * failed, or the device reads to the byte.
     */
    default OptionalInt smallestRead() {
        return OptionalInt.empty();
    }

    /**
     * Whether reads from now on leave the page cache of this system as it is, as far as it goes; may
     * block as long as the file system does.
     *
     * @return false if the system has no way to do so: then they are read as ever
     */
    default boolean spareCache(boolean spare) {
        return true;
    }

    /**
     * Drops what is cached of the content and asks the length anew, as for a file that another program
     * has changed.
     */
    CompletableFuture<Reply<Done>> reopen();

    /** Gives up what the device holds; operations still under way may answer EIO, or never. */
    @Override
    void close();
}
