// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import org.quorumworkbench.core.block.SectorRange;

/**
 * A part of a file or device.
 *
 * @param offset
 *            of its first byte, 0 or more
 * @param length
 *            in bytes, 0 or more
 */
public record Area(long offset, long length) {

    public Area {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("area " + offset + "+" + length + " is on no disk");
        }
    }

    /** The first byte after it. */
    public long end() {
        return offset + length;
    }

    /** Whether all of {@code other} lies within. */
    public boolean contains(Area other) {
        return other.offset >= offset && other.end() <= end();
    }

    /** The same bytes, counted from the first byte of what begins {@code bytes} earlier. */
    Area shifted(long bytes) {
        return new Area(offset + bytes, length);
    }

    /** Its sectors as a person reads them, the last one included. */
    String sectors() {
        long first = offset / SectorRange.SECTOR;
        return first + ".." + Math.max(first, end() / SectorRange.SECTOR - 1);
    }
}
