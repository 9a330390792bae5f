// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A partition or the whole disk, as the readers see it: bytes from its own beginning. Used by one
 * thread.
 */
final class Volume {

    private static final int WINDOW = 64 << 10;
    private static final int WINDOWS = 32;
    /** The most that one structure may ask for at once. */
    private static final int LONGEST = 16 << 20;

    private final Reading reading;
    private final BlockDevice disk;
    private final Segments segments;
    private final long length;
    private final Map<Long, Block> windows = new LinkedHashMap<>(WINDOWS * 2, 0.75f, true);
    private final Warnings warnings = new Warnings();

    /**
     * A volume on a disk.
     *
     * @param segments
     *            where its bytes lie on the disk; what lies nowhere cannot be read
     */
    Volume(Reading reading, BlockDevice disk, Segments segments) {
        this.reading = reading;
        this.disk = disk;
        this.segments = segments;
        this.length = segments.sectors() * SECTOR;
    }

    Segments segments() {
        return segments;
    }

    /** In bytes. */
    long length() {
        return length;
    }

    /** Whole sectors. */
    long sectors() {
        return length / SECTOR;
    }

    Warnings warnings() {
        return warnings;
    }

    /** Reads from the device. Blocks; {@link Malformed} if it is not there or cannot be read. */
    Block read(long offset, int count) {
        if (offset < 0 || count < 0 || count > LONGEST || offset > length - count) {
            throw new Malformed("byte " + offset + " is outside the volume of " + length + " bytes");
        }
        ByteBuffer into = ByteBuffer.allocate(count);
        for (int done = 0; done < count;) {
            SectorRange piece = segments.from((offset + done) / SECTOR);
            int within = (int) ((offset + done) % SECTOR);
            if (piece.isEmpty()) {
                throw new Malformed("byte " + (offset + done) + " of the volume is on another disk");
            }
            int part = (int) Math.min(count - done, piece.length() - within);
            Reply<Done> reply = reading.read(disk, piece.offset() + within, into.slice(done, part));
            if (reply instanceof Reply.Failed<Done>(Errno errno)) {
                throw new Malformed(part + " bytes at " + offset + " cannot be read: " + errno.text());
            }
            done += part;
        }
        return new Block(into, basis(offset, count));
    }

    /** As {@link #read}, for bytes whose neighbours will be asked for soon. */
    Block near(long offset, int count) {
        long start = offset / WINDOW * WINDOW;
        if (offset < 0 || count > WINDOW || offset > length - count || offset + count > start + WINDOW) {
            return read(offset, count);
        }
        Block window = windows.get(start);
        if (window == null) {
            window = read(start, (int) Math.min(WINDOW, length - start));
            windows.put(start, window);
            if (windows.size() > WINDOWS) {
                windows.remove(windows.keySet().iterator().next());
            }
        }
        Block part = window.part((int) (offset - start), count);
        // A window may have a divergent sector elsewhere.
        return window.basis().agrees() ? part : part.with(basis(offset, count));
    }

    /** The divergent sectors among those of these bytes. */
    Basis basis(long offset, int count) {
        SectorRange range = SectorRange.ofBytes(offset, count);
        Basis basis = Basis.AGREED;
        for (SectorRange part : segments.onDisk(range)) {
            List<SectorRange> divergent = reading.divergent(part);
            basis = basis.plus(Basis.of(divergent));
        }
        return basis;
    }
}
