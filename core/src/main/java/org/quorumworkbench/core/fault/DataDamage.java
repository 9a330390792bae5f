// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Changes bytes as an effect says. Pure: the same effect on the same bytes at the same place of the
 * disk gives the same bytes.
 */
final class DataDamage {

    private final ByteBuffer data;
    private final long offset;
    private final long from;
    private final long to;

    /**
     * @param data
     *            what was read or is to be written, from position to limit
     * @param offset
     *            of its first byte on the disk
     * @param from
     *            the first byte of the disk that may change
     * @param to
     *            the first byte after those
     */
    DataDamage(ByteBuffer data, long offset, long from, long to) {
        this.data = data;
        this.offset = offset;
        this.from = Math.max(offset, from);
        this.to = Math.min(offset + data.remaining(), to);
    }

    void apply(Effect.InPlace effect) {
        switch (effect) {
            case Effect.FlipsBits flips -> flip(flips);
            case Effect.FlipsBitsAt flips -> flips.positions().forEach(this::flip);
            case Effect.StuckBit stuck -> stick(stuck);
            case Effect.Filled filled ->
                each(at -> filled.pattern().get((int) (at % SECTOR) % filled.pattern().size()));
            case Effect.Junk junk -> junk(junk.seed());
            case Effect.Swapped swapped -> swap(swapped.width());
        }
    }

    private interface NewByte {
        int at(long diskOffset);
    }

    private void each(NewByte content) {
        for (long at = from; at < to; at++) {
            put(at, content.at(at));
        }
    }

    private int get(long at) {
        return data.get(index(at)) & 0xFF;
    }

    private void put(long at, int value) {
        data.put(index(at), (byte) value);
    }

    private int index(long at) {
        return data.position() + (int) (at - offset);
    }

    private void flip(Effect.FlipsBits flips) {
        for (long sector = from / SECTOR; sector * SECTOR < to; sector++) {
            Dice dice = new Dice(flips.seed(), sector);
            BitSet chosen = new BitSet(SECTOR * 8);
            while (chosen.cardinality() < flips.bits()) {
                chosen.set((int) dice.below(SECTOR * 8L));
            }
            long first = sector * SECTOR * 8;
            chosen.stream().forEach(bit -> flip(first + bit));
        }
    }

    private void flip(long bit) {
        long at = bit / 8;
        if (at >= from && at < to) {
            put(at, get(at) ^ (1 << (bit % 8)));
        }
    }

    private void stick(Effect.StuckBit stuck) {
        int mask = 1 << stuck.bit();
        long first = Math.ceilDiv(from - stuck.offset(), (long) stuck.stride()) * stuck.stride() + stuck.offset();
        for (long at = first; at < to; at += stuck.stride()) {
            put(at, stuck.set() ? get(at) | mask : get(at) & ~mask);
        }
    }

    private void junk(long seed) {
        for (long sector = from / SECTOR; sector * SECTOR < to; sector++) {
            Dice dice = new Dice(seed, sector);
            for (long at = sector * SECTOR; at < (sector + 1) * SECTOR; at++) {
                int value = (int) dice.below(256);
                if (at >= from && at < to) {
                    put(at, value);
                }
            }
        }
    }

    private void swap(int width) {
        for (long word = Math.ceilDiv(from, (long) width) * width; word + width <= to; word += width) {
            for (int i = 0; i < width / 2; i++) {
                int first = get(word + i);
                put(word + i, get(word + width - 1 - i));
                put(word + width - 1 - i, first);
            }
        }
    }
}
