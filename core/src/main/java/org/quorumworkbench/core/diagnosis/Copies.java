// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;

/**
 * Tells content that is at two places by design from content that went astray: of a copy what lies
 * around is there too, and it lies as far from its file's beginning.
 *
 * @param winner
 *            the disk by vote
 */
record Copies(BlockDevice winner, Reads reads) {

    /** Whether the sector in front or the one behind is found at that distance as well. */
    boolean isAroundToo(SectorRange hull, long delta) {
        return isSame(hull.first() - 1, delta) || isSame(hull.end(), delta);
    }

    private boolean isSame(long sector, long delta) {
        byte[] here = new byte[SECTOR];
        byte[] there = new byte[SECTOR];
        return sector >= 0 && sector + delta >= 0 && reads.read(winner, sector * SECTOR, ByteBuffer.wrap(here))
                && !Fills.isConstant(here, 0)
                && reads.read(winner, (sector + delta) * SECTOR, ByteBuffer.wrap(there))
                && Arrays.equals(here, there);
    }

    /** How far from the beginning of its file the sector lies, in bytes; absent where no file is. */
    static OptionalLong offset(List<PlacedRange> places, long sector) {
        return places.stream().flatMap(piece -> piece.within(new SectorRange(sector, 1)).stream())
                .map(PlacedRange::place).filter(Place.File.class::isInstance)
                .mapToLong(place -> ((Place.File) place).fileOffset()).findFirst();
    }
}
