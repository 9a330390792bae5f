// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/** Reads md's write-intent bitmap (bitmap_super_t in mdadm's bitmap.h); always little-endian. */
final class MdBitmap {

    private static final int HEADER = 256;
    private static final int VERSION = 4;
    private static final int CLUSTERED = 5;
    private static final long STALE = 2;

    private MdBitmap() {}

    /**
     * Reads and checks the bitmap.
     *
     * @param at
     *            the byte where it begins
     * @param uuid
     *            of the array, which it must carry too
     * @param events
     *            of the member's superblock: a bitmap that is behind it missed writes
     * @param sectors
     *            of the array
     * @param says
     *            takes why it is not believed, in a sentence
     * @return empty if it is not believed
     */
    static Optional<WriteIntent> read(MetadataReader device, long at, byte[] uuid, long events, long sectors,
            List<String> says) throws MetadataUnreadable {
        if (!device.has(at, HEADER)) {
            return unbelieved(says, "it is said to lie behind the end of the device");
        }
        Fields header = device.read(at, HEADER, ByteOrder.LITTLE_ENDIAN);
        if (!header.has(0, "bitm")) {
            return unbelieved(says, "none is at " + (device.base() + at));
        }
        if (header.u32(4) == CLUSTERED) {
            return unbelieved(says, "it is one of several of a cluster (version 5)");
        }
        if (header.u32(4) != VERSION) {
            return unbelieved(says, "its version is " + header.u32(4));
        }
        if (!header.has(8, uuid)) {
            return unbelieved(says, "it is of another array");
        }
        long chunk = header.u32(52);
        long size = header.u64(40);
        if (chunk < SectorRange.SECTOR || Long.bitCount(chunk) != 1 || size < 0 || size > sectors) {
            return unbelieved(says, "it claims chunks of " + chunk + " bytes for " + Long.toUnsignedString(size)
                    + " sectors");
        }
        // The kernel, too, then takes every chunk for dirty ("bitmap file is out of date").
        if ((header.u32(48) & STALE) != 0 || Long.compareUnsigned(header.u64(24), events) < 0) {
            return unbelieved(says, "it is out of date (events " + Long.toUnsignedString(header.u64(24)) + ")");
        }
        long chunkSectors = chunk / SectorRange.SECTOR;
        return BitmapBits.read(device, at + HEADER, Math.ceilDiv(size, chunkSectors), 1, 0)
                .map(bits -> new WriteIntent(header.u64(24), header.u64(32),
                        new DirtyRegions(chunkSectors, bits, size)))
                .or(() -> unbelieved(says, "its bits are not all there, or more than can be held"));
    }

    private static Optional<WriteIntent> unbelieved(List<String> says, String reason) {
        says.add("The write-intent bitmap is not believed: " + reason + ".");
        return Optional.empty();
    }
}
