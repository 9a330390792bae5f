// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Testimony.Generations;
import org.quorumworkbench.core.member.Testimony.Generations.Peer;

/**
 * Reads the metadata of DRBD 8.3, 8.4 and 9 (struct meta_data_on_disk_84 and _9 in drbd-utils'
 * drbdmeta.c): in the last 4 KiB block of a device, or in a file of its own; always big-endian.
 */
final class DrbdMetadata {

    private static final int SIZE = 4096;
    private static final long EXTERNAL_SLOT = 128L << 20;
    private static final int MOST_SLOTS = 64;
    private static final long MAGIC_8 = 0x8374026bL;
    private static final long MAGIC_84_UNCLEAN = 0x8374026cL;
    private static final long MAGIC_9 = 0x8374026dL;
    private static final int MOST_PEERS = 32;
    private static final int HISTORY_9 = 112 + 32 * MOST_PEERS;
    // Flags, by bit.
    private static final int CONSISTENT = 1;
    private static final int PRIMARY = 1 << 1;
    private static final int PEER_OUTDATED = 1 << 5;
    private static final int CRASHED_PRIMARY = 1 << 6;
    private static final int CLEAN_9 = 1 << 7;

    private final MetadataReader device;
    private final long at;
    private final boolean internal;
    private final Fields block;
    private final boolean nine;
    private final List<String> says = new ArrayList<>();

    private DrbdMetadata(MetadataReader device, long at, boolean internal, Fields block) {
        this.device = device;
        this.at = at;
        this.internal = internal;
        this.block = block;
        this.nine = block.u32(60) == MAGIC_9;
    }

    /**
     * Looks at the place of internal metadata and at those of a file with nothing but metadata, of
     * which the first is for metadata of flexible size.
     */
    static List<Found> read(MetadataReader device) throws MetadataUnreadable {
        List<Found> found = new ArrayList<>();
        long last = (device.length() - SIZE) & -SIZE;
        if (last > 0) {
            read(device, last, true).ifPresent(found::add);
        }
        for (int slot = 0; slot < MOST_SLOTS && device.has(slot * EXTERNAL_SLOT, SIZE); slot++) {
            if (slot * EXTERNAL_SLOT != last) {
                read(device, slot * EXTERNAL_SLOT, false).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Found> read(MetadataReader device, long at, boolean internal) throws MetadataUnreadable {
        Fields block = device.read(at, SIZE, ByteOrder.BIG_ENDIAN);
        long magic = block.u32(60);
        return magic == MAGIC_8 || magic == MAGIC_84_UNCLEAN || magic == MAGIC_9
                ? Optional.of(new DrbdMetadata(device, at, internal, block).found())
                : Optional.empty();
    }

    private String version() {
        return (nine ? "9" : block.u32(60) == MAGIC_84_UNCLEAN ? "8.4" : "8.3 or 8.4")
                + (internal ? " internal" : " external");
    }

    /** DRBD checks the same numbers; it keeps no checksum. */
    private Found found() throws MetadataUnreadable {
        long sectors = block.u64(0);
        long bytesPerBit = block.u32(80);
        if (sectors < 0 || sectors > Long.MAX_VALUE >> 12
                || (internal && (!device.has(0, sectors * SectorRange.SECTOR) || sectors * SectorRange.SECTOR > at))) {
            return refused("its data is said to be " + Long.toUnsignedString(sectors) + " sectors long (la-size)");
        }
        if (bytesPerBit < 4096 || bytesPerBit > 1 << 20 || Long.bitCount(bytesPerBit) != 1) {
            return refused("it claims " + bytesPerBit + " bytes for each bit of its bitmap");
        }
        if (nine && (block.u32(88) < 1 || block.u32(88) > MOST_PEERS)) {
            return refused("it claims " + block.u32(88) + " peers");
        }
        return member(sectors, bytesPerBit);
    }

    private Found refused(String reason) {
        return Found.refused(Found.DRBD, version(), device.base() + at,
                "The DRBD metadata at " + (device.base() + at) + " is not used: " + reason + ".");
    }

    private Found member(long sectors, long bytesPerBit) throws MetadataUnreadable {
        long flags = block.u32(56);
        long current = block.u64(8);
        boolean consistent = (flags & CONSISTENT) != 0;
        boolean unclean = nine ? (flags & CLEAN_9) == 0 : block.u32(60) == MAGIC_84_UNCLEAN;
        State state = !consistent
                ? State.RECOVERING
                : unclean || (flags & CRASHED_PRIMARY) != 0
                        ? State.DIRTY
                        : State.CLEAN;
        boolean primary = (flags & PRIMARY) != 0 || (current & 1) != 0;
        says.add("Generation " + uuid(current) + "; it was " + (primary ? "primary" : "secondary") + ".");
        if (!consistent) {
            says.add("It is inconsistent: a synchronisation to it was not finished.");
        }
        if (state == State.DIRTY) {
            says.add("It was in use when it was last written: blocks in the activity log may differ lawfully.");
        }
        if ((flags & PEER_OUTDATED) != 0) {
            says.add("It says that its peer is outdated.");
        }
        int node = nine ? block.s32(92) : -1;
        Generations generations = new Generations(node, block.u64(nine ? 48 : 40), Generation.of(current),
                nine ? peers(sectors, bytesPerBit) : List.of(peer(sectors, bytesPerBit)), history(), consistent);
        Area area = new Area(device.base(), internal ? sectors * SectorRange.SECTOR : 0);
        return new Found(Found.DRBD, version(), device.base() + at,
                Optional.of(new SetName(uuid(Generation.of(current)), uuid(current), List.of())),
                nine ? Integer.toString(node) : primary ? "primary" : "secondary", OptionalLong.empty(),
                Optional.of(state),
                internal ? Optional.of(area) : Optional.empty(),
                internal ? Found.around(device, area) : List.of(), Optional.empty(), generations, says);
    }

    static String uuid(long generation) {
        return "%016x".formatted(generation).toUpperCase(Locale.ROOT);
    }

    private Peer peer(long sectors, long bytesPerBit) throws MetadataUnreadable {
        return new Peer(-1, Generation.of(block.u64(16)), bitmap(sectors, bytesPerBit, 1, 0));
    }

    private List<Peer> peers(long sectors, long bytesPerBit) throws MetadataUnreadable {
        List<Peer> peers = new ArrayList<>();
        int most = (int) block.u32(88);
        for (int node = 0; node < MOST_PEERS; node++) {
            int entry = 112 + 32 * node;
            int index = block.s32(entry + 20);
            if (block.u64(entry) != 0) {
                peers.add(new Peer(node, Generation.of(block.u64(entry)), index >= 0 && index < most
                        ? bitmap(sectors, bytesPerBit, most, index)
                        : Optional.empty()));
            }
        }
        return peers;
    }

    /** The bitmaps of several peers lie interleaved, 32 bits of each in turn (DRBD 9). */
    private Optional<DirtyRegions> bitmap(long sectors, long bytesPerBit, int stride, int index)
            throws MetadataUnreadable {
        long start = at + (long) block.s32(76) * SectorRange.SECTOR;
        long region = bytesPerBit / SectorRange.SECTOR;
        if (sectors == 0) {
            return Optional.empty();
        }
        Optional<DirtyRegions> bitmap = BitmapBits
                .read(device, start, Math.ceilDiv(sectors, region), stride, index)
                .map(bits -> new DirtyRegions(region, bits, sectors));
        if (bitmap.isEmpty()) {
            says.add("The bitmap is not believed: it is not all there, or more than can be held.");
        }
        return bitmap;
    }

    private List<Long> history() {
        List<Long> history = new ArrayList<>();
        for (int i = 0; i < (nine ? MOST_PEERS : 2); i++) {
            long generation = Generation.of(block.u64(nine ? HISTORY_9 + 8 * i : 24 + 8 * i));
            if (Generation.isReal(generation)) {
                history.add(generation);
            }
        }
        return history;
    }
}
