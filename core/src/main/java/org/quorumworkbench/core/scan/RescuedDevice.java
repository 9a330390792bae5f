// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.LeftOut;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Digest;

/**
 * An image that was rescued from a failing disk: what its mapfile does not call finished is filler,
 * not data, and reads as EIO. The mapfile counts from the file's first byte, as ddrescue made it,
 * whatever part of the file the image is. Read-only.
 */
public final class RescuedDevice implements ReadOnlyDevice {

    private final BlockDevice image;
    private final SectorRanges finished;

    /**
     * @param image
     *            what was rescued, or a part of it
     * @param mapfile
     *            of the whole file, whatever part of it the image is
     */
    public RescuedDevice(BlockDevice image, Mapfile mapfile) {
        this.image = image;
        finished = finished(image, mapfile.from(image.fileOffset()));
    }

    /** A partial last sector that is good up to the image's last byte counts. */
    private static SectorRanges finished(BlockDevice image, Mapfile mapfile) {
        SectorRanges whole = mapfile.finished();
        long length = image.length() instanceof Reply.Ok<Long>(Long told) ? told : 0;
        long tail = length / SectorRange.SECTOR;
        return length % SectorRange.SECTOR != 0 && mapfile.isFinished(tail * SectorRange.SECTOR, length)
                ? whole.plus(new SectorRange(tail, 1))
                : whole;
    }

    private boolean isFinished(long offset, long length) {
        SectorRange range = SectorRange.ofBytes(offset, length);
        return finished.count(range) == range.count();
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        return isFinished(offset, into.remaining())
                ? image.read(offset, into)
                : completedFuture(Reply.failed(Errno.EIO));
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        return isFinished(offset, into.remaining())
                ? image.readOnCaller(offset, into)
                : Optional.of(Reply.failed(Errno.EIO));
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        long end = finishedUpTo(offset, length);
        return end > offset
                ? image.extent(offset, end - offset)
                : completedFuture(Reply.ok(new Extent(offset, unfinished(offset, length), false)));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long length) {
        long end = finishedUpTo(offset, length);
        return end > offset
                ? image.extentOnCaller(offset, end - offset)
                : Optional.of(Reply.ok(new Extent(offset, unfinished(offset, length), false)));
    }

    private long finishedUpTo(long offset, long length) {
        long gap = finished.firstGap(offset / SectorRange.SECTOR);
        return gap > Long.MAX_VALUE / SectorRange.SECTOR
                ? offset + length
                : Math.min(offset + length, gap * SectorRange.SECTOR);
    }

    /** What is not finished must be read, so that it is found unreadable: it is no hole. */
    private long unfinished(long offset, long length) {
        long sectorEnd = (offset / SectorRange.SECTOR + 1) * SectorRange.SECTOR;
        return Math.min(length, sectorEnd - offset);
    }

    @Override
    public Reply<Long> length() {
        return image.length();
    }

    @Override
    public boolean spareCache(boolean spare) {
        return image.spareCache(spare);
    }

    @Override
    public Optional<Identity> identity() {
        return image.identity();
    }

    @Override
    public boolean votesOnRequest() {
        return image.votesOnRequest();
    }

    @Override
    public long fileOffset() {
        return image.fileOffset();
    }

    @Override
    public SortedMap<String, String> makeup() {
        long length = image.length() instanceof Reply.Ok<Long>(Long told) ? told : 0;
        SectorRanges within = finished.within(SectorRange.ofBytes(0, length));
        SortedMap<String, String> makeup = new TreeMap<>(image.makeup());
        makeup.put("rescued mapfile", within.count() + " sectors finished, "
                + Digest.of(ByteBuffer.wrap(within.ranges().toString().getBytes(StandardCharsets.UTF_8))).hex());
        return makeup;
    }

    @Override
    public List<LeftOut> leftOut() {
        return image.leftOut();
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return image.reopen();
    }

    @Override
    public void close() {
        image.close();
    }
}
