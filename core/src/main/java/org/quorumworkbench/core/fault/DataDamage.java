// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Changes bytes that were read as an effect says. Pure: the same effect on the same bytes at the
 * same place of the disk gives the same bytes.
 */
final class DataDamage {

    private final ByteBuffer data;
    private final long offset;
    private final long from;
    private final long to;

    /**
     * @param data
     *            what was read, from position to limit
     * @param offset
     *            of its first byte on the disk
     */
    DataDamage(ByteBuffer data, long offset, SectorRange affected) {
        this.data = data;
        this.offset = offset;
        this.from = Math.max(offset, affected.offset());
        this.to = Math.min(offset + data.remaining(), affected.offset() + affected.length());
    }

    void apply(Effect.OfData effect) {
        switch (effect) {
            case Effect.FlipsBits flips -> flip(flips);
            case Effect.FlipsBitsAt flips -> flips.positions().forEach(this::flip);
            case Effect.StuckBit stuck -> stick(stuck);
            case Effect.Filled filled ->
                each(at -> filled.pattern().get((int) (at % SECTOR) % filled.pattern().size()));
            case Effect.Junk junk -> junk(junk.seed());
            case Effect.Shifted shifted -> shift(shifted.bytes());
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
            new SplittableRandom(flips.seed() ^ (sector * 0x9E3779B97F4A7C15L)).ints(0, SECTOR * 8).distinct()
                    .limit(flips.bits()).forEach(flipIn(sector));
        }
    }

    private IntConsumer flipIn(long sector) {
        return bit -> flip(sector * SECTOR * 8 + bit);
    }

    private void flip(long bit) {
        long at = bit / 8;
        if (at >= from && at < to) {
            put(at, get(at) ^ (1 << (bit % 8)));
        }
    }

    private void stick(Effect.StuckBit stuck) {
        int mask = 1 << stuck.bit();
        for (long at = Math.ceilDiv(from, (long) stuck.stride()) * stuck.stride(); at < to; at += stuck.stride()) {
            put(at, stuck.set() ? get(at) | mask : get(at) & ~mask);
        }
    }

    private void junk(long seed) {
        for (long sector = from / SECTOR; sector * SECTOR < to; sector++) {
            SplittableRandom random = new SplittableRandom(seed ^ (sector * 0x9E3779B97F4A7C15L));
            for (long at = sector * SECTOR; at < (sector + 1) * SECTOR; at++) {
                int value = random.nextInt(256);
                if (at >= from && at < to) {
                    put(at, value);
                }
            }
        }
    }

    private void shift(int bytes) {
        for (long at = to - 1; at >= from; at--) {
            put(at, at - bytes >= from ? get(at - bytes) : 0);
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
