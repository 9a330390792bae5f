// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;

/**
 * What a place makes of an effect: when it is harmless, and when it is not although it might be.
 */
final class Consequences {

    /** Offset and length of what each mount of ext writes into the superblock, its checksum too. */
    private static final int[][] MOUNT_FIELDS = {{0x2C, 4}, {0x30, 4}, {0x34, 2}, {0x88, 64}, {0x178, 8}, {0x274, 2},
            {0x3FC, 4}};
    private static final int[][] TIMES = {{0x2C, 4}, {0x30, 4}};

    private Consequences() {}

    /** What a member says of itself differs by design, but never by a fill or by junk. */
    static void keepHarm(Draft draft) {
        boolean isMembers = draft.places().stream().anyMatch(piece -> piece.place() instanceof Place.PerDevice);
        if (isMembers && draft.damage().isPlain()) {
            draft.unharmless();
        }
    }

    /**
     * Whether only fields differ that mounting writes: a time with them, and both checksums right where
     * there are any.
     */
    static boolean isMount(List<PlacedRange> places, Sample sample, Finding.Witness witness) {
        if (places.isEmpty() || !places.stream().allMatch(Consequences::isSuperblock)
                || witness == Finding.Witness.FOR_WINNER || witness == Finding.Witness.AGAINST_WINNER) {
            return false;
        }
        boolean[] time = new boolean[1];
        int[] bits = new int[1];
        boolean only = sample.all((window, at) -> {
            long sector = window.first() + at / SECTOR;
            Optional<PlacedRange> piece = places.stream().filter(place -> place.range().contains(sector)).findFirst();
            if (piece.isEmpty()) {
                return false;
            }
            int inside = (int) ((sector - start(piece.get(), sector)) * SECTOR);
            for (int i = 0; i < SECTOR; i++) {
                int difference = (window.x()[at + i] ^ window.w()[at + i]) & 0xFF;
                if (difference != 0 && !isWithin(MOUNT_FIELDS, inside + i)) {
                    return false;
                }
                time[0] |= difference != 0 && isWithin(TIMES, inside + i);
                bits[0] += Integer.bitCount(difference);
            }
            return true;
        });
        return only && time[0] && bits[0] > 1;
    }

    private static boolean isSuperblock(PlacedRange piece) {
        return piece.fs().filter(fs -> fs.startsWith("ext")).isPresent()
                && piece.place() instanceof Place.Metadata(String name, List<?> _)
                && (name.equals("superblock") || name.startsWith("backup superblock"));
    }

    /** A superblock has 1024 bytes and begins at an even sector of its volume, as partitions do. */
    private static long start(PlacedRange piece, long sector) {
        return piece.range().first() / 2 * 2 <= sector ? sector / 2 * 2 : piece.range().first();
    }

    private static boolean isWithin(int[][] fields, int at) {
        for (int[] field : fields) {
            if (at >= field[0] && at < field[0] + field[1]) {
                return true;
            }
        }
        return false;
    }
}
