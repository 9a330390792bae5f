// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.BlkdebugDevice;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.ScenarioChild;
import org.quorumworkbench.core.scenario.Transcript.ChildAfter;

/**
 * A block node that holds bytes: what it held at the start, what was written over it, and the
 * device that a quorum sees, with its faults.
 */
final class BytesNode {

    // More bytes than this are not hashed at the end: a sparse disk of a TiB would take minutes.
    private static final long MOST_HASHED = 256L << 20;

    // All that a scenario writes into one child stays in memory.
    private static final long MOST_WRITTEN = 512L << 20;

    private static final int PIECE = 1 << 20;

    private final ScenarioChild child;
    private final BlockDevice whole;
    private final Optional<Area> area;
    private final Executor bottomHalf;
    private final BlockDevice initial;
    private final long size;
    private final OverlayDevice overlay;
    private final FaultLayer faults;

    /**
     * @param whole
     *            what it holds at the start
     * @param area
     *            the part of it that a quorum sees; absent for all of it
     * @param bottomHalf
     *            where blkdebug's errors that are not immediate come from
     */
    private BytesNode(ScenarioChild child, BlockDevice whole, Optional<Area> area, Executor bottomHalf) {
        this.child = child;
        this.whole = whole;
        this.area = area;
        this.bottomHalf = bottomHalf;
        this.initial = area.<BlockDevice>map(
                part -> new PartDevice(whole, part.offset(), OptionalLong.of(part.length()))).orElse(whole);
        this.size = area.map(Area::length).orElse(child.content().size());
        this.overlay = new OverlayDevice(initial, MOST_WRITTEN);
        BlockDevice debugged = child.rules().equals(ScenarioChild.NO_RULES)
                ? overlay
                : new BlkdebugDevice(overlay, child.rules(), !child.direct(), bottomHalf);
        this.faults = new FaultLayer(debugged, child.faults());
    }

    /** As {@link #BytesNode}, of all that the child holds. */
    BytesNode(ScenarioChild child, BlockDevice whole, Executor bottomHalf) {
        this(child, whole, Optional.empty(), bottomHalf);
    }

    /** The same child, of which a quorum sees that part alone. Nothing may use this node any more. */
    BytesNode cutTo(Area part) {
        return new BytesNode(child, whole, Optional.of(part), bottomHalf);
    }

    /**
     * What the child's metadata is read from: no quorum writes outside the part that it sees, and what
     * it writes into a child that it sees as a whole counts.
     */
    BlockDevice described() {
        return area.isPresent() ? whole : overlay;
    }

    FaultLayer faults() {
        return faults;
    }

    void discardWrites() {
        // In memory: done at once.
        var _ = overlay.discard();
    }

    /** Lays bytes over the node's own; what would lie past its end is not there. */
    void overwrite(Operation.Overwrite over) {
        ByteBuffer bytes = ByteBuffer.wrap(over.bytes());
        bytes.limit(Math.clamp(size - over.offset(), 0, bytes.capacity()));
        if (bytes.hasRemaining()
                && !overlay.write(over.offset(), bytes).getNow(Reply.failed(Errno.EIO)).isOk()) {
            throw new IllegalStateException("a scenario's own bytes cannot be written at " + over.offset());
        }
    }

    String name() {
        return child.name();
    }

    ScenarioChild child() {
        return child;
    }

    /** What a quorum reads and writes. */
    BlockDevice device() {
        return faults.device();
    }

    /** Whether the bytes there at the start were those; past the end they are zeroes. */
    boolean heldInitially(long offset, ByteBuffer bytes) {
        ByteBuffer held = ByteBuffer.allocate(bytes.remaining());
        held.limit(Math.clamp(size - offset, 0, held.capacity()));
        read(initial, offset, held);
        return held.clear().equals(bytes);
    }

    ChildAfter after() {
        return new ChildAfter(name(), size, size <= MOST_HASHED ? Optional.of(digest()) : Optional.empty(),
                isChanged());
    }

    private String digest() {
        MessageDigest sha256 = sha256();
        for (long at = 0; at < size; at += PIECE) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, size - at));
            readShown(at, piece);
            sha256.update(piece);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Only what was written over, or damaged by faults, can differ. */
    private boolean isChanged() {
        List<SectorRange> ranges = new ArrayList<>(overlay.written());
        ranges.addAll(faults.faulted().damaged());
        for (SectorRange range : ranges) {
            for (long at = range.offset(); at < Math.min(size, range.offset() + range.length()); at += PIECE) {
                int count = (int) Math.min(PIECE, Math.min(size, range.offset() + range.length()) - at);
                ByteBuffer now = ByteBuffer.allocate(count);
                ByteBuffer then = ByteBuffer.allocate(count);
                readShown(at, now);
                read(initial, at, then);
                if (!now.equals(then)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the child holds as its quorum finds it: what faults did to writes counts, rules do not. */
    private void readShown(long offset, ByteBuffer into) {
        read(overlay, offset, into);
        faults.faulted().layDamage(offset, into);
    }

    /** Devices under a scenario's faults answer on the spot. */
    private static void read(BlockDevice device, long offset, ByteBuffer into) {
        if (into.hasRemaining() && !device.read(offset, into).getNow(Reply.failed(Errno.EIO)).isOk()) {
            throw new IllegalStateException("a scenario's own bytes cannot be read at " + offset);
        }
    }
}
