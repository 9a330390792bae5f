// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import org.quorumworkbench.core.block.SectorRange;

/**
 * Which part of the device the map shows, linear by sector.
 *
 * @param sectors
 *            of the device, 1 or more
 * @param shown
 *            the part; never empty, and on the device
 */
public record MapWindow(long sectors, SectorRange shown) {

    public MapWindow {
        if (shown.isEmpty() || shown.end() > sectors) {
            throw new IllegalArgumentException("cannot show " + shown + " of " + sectors + " sectors");
        }
    }

    /** All of a device. */
    public static MapWindow whole(long sectors) {
        return new MapWindow(sectors, new SectorRange(0, sectors));
    }

    /** How many cells fit: at most one for each sector. */
    public int cells(int atMost) {
        return (int) Math.min(Math.max(1, atMost), shown.count());
    }

    /** The sectors of a cell; never empty. */
    public SectorRange cell(int cell, int cells) {
        long from = start(cell, cells);
        return new SectorRange(from, start(cell + 1, cells) - from);
    }

    /** Where a cell starts. In two steps: the product of 2^54 sectors and the cells would overflow. */
    private long start(int cell, int cells) {
        return shown.first() + shown.count() / cells * cell + shown.count() % cells * cell / cells;
    }

    /** The sector at a place from 0, the left edge, to 1; cut to what is shown. */
    public long sectorAt(double place) {
        long at = (long) (Math.clamp(place, 0, 1) * shown.count());
        return shown.first() + Math.min(at, shown.count() - 1);
    }

    /** The place of a sector's start: 0 at the left edge, 1 at the right one, beyond them outside. */
    public double placeOf(long sector) {
        return (double) (sector - shown.first()) / shown.count();
    }

    /**
     * Shows fewer or more sectors, keeping the sector at {@code place} where it is as far as the device
     * goes.
     *
     * @param factor
     *            below 1 to come nearer; at least one sector stays, and at most the device
     */
    public MapWindow zoomed(double factor, double place) {
        double exact = shown.count() * factor;
        // Near a single sector the rounded product may stand still.
        long stepped = factor < 1
                ? Math.min((long) exact, shown.count() - 1)
                : Math.max((long) exact, shown.count() + 1);
        long count = Math.clamp(stepped, 1, sectors);
        long first = sectorAt(place) - (long) (Math.clamp(place, 0, 1) * count);
        return at(first, count);
    }

    /** Moves by a part of what is shown; 1 is a whole width to the right. */
    public MapWindow moved(double widths) {
        double step = widths * shown.count();
        long by = (long) (step < 0 ? Math.floor(step) : Math.ceil(step));
        return at(shown.first() + by, shown.count());
    }

    /** The window itself if the range can be seen in it, else moved to where it can. */
    public MapWindow showing(SectorRange range) {
        if (range.overlaps(shown) || range.isEmpty()) {
            return this;
        }
        return at(range.first() - shown.count() / 2, shown.count());
    }

    private MapWindow at(long first, long count) {
        return new MapWindow(sectors, new SectorRange(Math.clamp(first, 0, sectors - count), count));
    }
}
