// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
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
    private final BlockDevice device;
    private final Segments segments;
    private final long length;
    private final Map<Long, Block> windows = new LinkedHashMap<>(WINDOWS * 2, 0.75f, true);
    private final Warnings warnings = new Warnings();

    /**
     * A volume on a device.
     *
     * @param device
     *            that has the volume's bytes from 0
     * @param segments
     *            where they lie on the disk, for {@link Basis}
     */
    Volume(Reading reading, BlockDevice device, Segments segments) {
        this.reading = reading;
        this.device = device;
        this.segments = segments;
        this.length = device.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
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
        if (reading.read(device, offset, into) instanceof Reply.Failed<?>(var errno)) {
            throw new Malformed(count + " bytes at " + offset + " cannot be read: " + errno.text());
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
        return window.basis() == Basis.AGREED ? part : part.with(basis(offset, count));
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
