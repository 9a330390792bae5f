// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;

/**
 * What a fault does. Damage to a read depends on where the bytes lie and on the seed, never on how
 * the read was cut into requests: a range read at once and sector by sector shows the same. Damage
 * to a write is what the child shows from then on, until it is written again or healed.
 */
public sealed interface Effect {

    /** What it does, in words for the event log. */
    String words();

    /** What it acts on if a rule does not say. */
    default Set<DeviceOperation> usual() {
        return Set.of(DeviceOperation.READ);
    }

    /** What it can act on. */
    default Set<DeviceOperation> possible() {
        return DeviceOperation.ALL;
    }

    /** The operation fails. */
    record Fails(Errno errno) implements Effect {
        @Override
        public String words() {
            return "failed with " + errno.name() + " (" + errno.text() + ")";
        }
    }

    /**
     * The reply does not come until the fault is taken off; then the operation is done. If it is
     * cancelled before, or the device is closed, it is not done.
     */
    record Hangs() implements Effect {
        @Override
        public String words() {
            return "hangs";
        }
    }

    /** The operation begins late, and so the reply comes late. */
    record Delays(Duration by) implements Effect {
        public Delays {
            if (by.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative");
            }
        }

        @Override
        public String words() {
            return "reply delayed by " + by.toMillis() + " ms";
        }
    }

    /** The operation is done, and from the next one on this named state holds. */
    record Enters(String state) implements Effect {
        @Override
        public String words() {
            return "enters the state '" + state + "'";
        }
    }

    /** The bytes that are read or written are changed. */
    sealed interface OfData extends Effect {
        @Override
        default Set<DeviceOperation> possible() {
            return DeviceOperation.OF_BYTES;
        }
    }

    /** Bytes are changed by themselves: each by its place alone. */
    sealed interface InPlace extends OfData {}

    /**
     * Bits of each affected sector are flipped, at places that the seed chooses for each sector.
     *
     * @param bits
     *            1 to 4096
     */
    record FlipsBits(int bits, long seed) implements InPlace {
        public FlipsBits {
            if (bits < 1 || bits > 4096) {
                throw new IllegalArgumentException("a sector has 1 to 4096 bits to flip, not " + bits);
            }
        }

        @Override
        public String words() {
            return bits == 1 ? "1 bit flipped in each sector" : bits + " bits flipped in each sector";
        }
    }

    /**
     * These bits are flipped.
     *
     * @param positions
     *            counted from the disk's first bit, the lowest bit of a byte first
     */
    record FlipsBitsAt(List<Long> positions) implements InPlace {
        public FlipsBitsAt {
            positions = List.copyOf(positions);
            if (positions.isEmpty() || positions.stream().anyMatch(position -> position < 0)) {
                throw new IllegalArgumentException("bits to flip are counted from 0");
            }
        }

        @Override
        public String words() {
            return positions.size() == 1 ? "1 bit flipped" : positions.size() + " bits flipped";
        }
    }

    /**
     * The same bit of every {@code stride}th byte always reads as set or as clear.
     *
     * @param bit
     *            0 to 7
     * @param stride
     *            in bytes, 1 or more; bytes are counted from the disk's start
     * @param offset
     *            which of every {@code stride} bytes, from 0
     */
    record StuckBit(int bit, boolean set, int stride, int offset) implements InPlace {
        public StuckBit {
            if (bit < 0 || bit > 7 || stride < 1 || offset < 0 || offset >= stride) {
                throw new IllegalArgumentException(
                        "bit " + bit + " of byte " + offset + " of every " + stride + " bytes");
            }
        }

        @Override
        public String words() {
            return "bit " + bit + (set ? " stuck at 1" : " stuck at 0") + " in byte " + offset + " of every " + stride;
        }
    }

    /**
     * The data are that pattern, again and again from each sector's start; one byte for zeroed or 0xFF.
     *
     * @param pattern
     *            bytes, 0 to 255 each, 1 to 512 of them
     */
    record Filled(List<Integer> pattern) implements InPlace {
        public Filled {
            pattern = List.copyOf(pattern);
            if (pattern.isEmpty() || pattern.size() > 512 || pattern.stream().anyMatch(b -> b < 0 || b > 255)) {
                throw new IllegalArgumentException("a pattern is 1 to 512 bytes of 0 to 255, not " + pattern);
            }
        }

        @Override
        public String words() {
            return pattern.equals(List.of(0))
                    ? "zeroed"
                    : pattern.equals(List.of(0xFF))
                            ? "filled with 0xFF"
                            : "filled with a pattern of " + pattern.size() + (pattern.size() == 1 ? " byte" : " bytes");
        }
    }

    /** The data are random bytes that the seed and the sector determine. */
    record Junk(long seed) implements InPlace {
        @Override
        public String words() {
            return "junk";
        }
    }

    /**
     * The bytes lie later on the disk than they should. Read: what comes in at the front are the bytes
     * before, zeroes at the disk's beginning. Write: the front stays old.
     *
     * @param bytes
     *            1 to 65536, or -1 to -65536 for earlier
     */
    record Shifted(int bytes) implements OfData {

        /** The furthest shift, in bytes. */
        public static final int MOST = 65536;

        public Shifted {
            if (bytes == 0 || bytes > MOST || bytes < -MOST) {
                throw new IllegalArgumentException("data are shifted by 1 to 65536 bytes, not " + bytes);
            }
        }

        @Override
        public String words() {
            return "shifted by " + bytes + (Math.abs(bytes) == 1 ? " byte" : " bytes");
        }
    }

    /** The bytes of each word of {@code width} bytes (2, 4 or 8) are in the other order. */
    record Swapped(int width) implements InPlace {
        public Swapped {
            if (width != 2 && width != 4 && width != 8) {
                throw new IllegalArgumentException("bytes are swapped in words of 2, 4 or 8, not " + width);
            }
        }

        @Override
        public String words() {
            return "bytes swapped in words of " + width;
        }
    }

    /** What is written goes astray, though the reply is good; or what is read does. */
    sealed interface OfWrite extends Effect {
        @Override
        default Set<DeviceOperation> usual() {
            return Set.of(DeviceOperation.WRITE, DeviceOperation.WRITE_ZEROES);
        }

        @Override
        default Set<DeviceOperation> possible() {
            return DeviceOperation.OF_BYTES;
        }
    }

    /**
     * Writes are lost: the child stays as it was. Reads are of the child as it was at a capture,
     * whatever was written since.
     *
     * @param capture
     *            the name that it was {@link FaultedDevice#capture captured} under; absent for when the
     *            fault was put on
     */
    record Stale(Optional<String> capture) implements OfWrite {

        public Stale() {
            this(Optional.empty());
        }

        @Override
        public String words() {
            return capture.map(name -> "stale since '" + name + "'").orElse("stale");
        }
    }

    /**
     * The first part is new, the rest is old: as before the write; or, read, as when the fault was put
     * on. What does not reach over a boundary is not torn.
     *
     * @param boundary
     *            in bytes, 512 or 4096: what lies between two boundaries is new or old as a whole
     * @param units
     *            how many such pieces are new; absent if the seed is to decide
     */
    record Torn(int boundary, OptionalLong units, long seed) implements OfWrite {
        public Torn {
            if (boundary != 512 && boundary != 4096) {
                throw new IllegalArgumentException("a write tears at 512 or 4096 bytes, not " + boundary);
            }
            if (units.isPresent() && units.getAsLong() < 0) {
                throw new IllegalArgumentException("the new part of a torn write is not negative");
            }
        }

        /** Where bytes from start to end are torn: the first old byte; the end if they are not. */
        long tear(long start, long end) {
            long first = start / boundary;
            long inside = Math.ceilDiv(end, (long) boundary) - 1 - first;
            if (inside <= 0) {
                return end;
            }
            long fresh = units.isPresent()
                    ? Math.min(units.getAsLong(), inside + 1)
                    : 1 + new Dice(seed, start, end).below(inside);
            return Math.clamp((first + fresh) * boundary, start, end);
        }

        @Override
        public String words() {
            return "torn at a boundary of " + boundary + " bytes";
        }
    }

    /**
     * The write lands at another place, and the intended one stays old; what is read comes from there.
     * Beyond the disk's end what is written is lost, and what is read is zeroes.
     *
     * @param sector
     *            where the first sector of the rule's range lands; without a range, that of the request
     */
    record Misdirected(long sector) implements OfWrite {
        public Misdirected {
            if (sector < 0 || sector > Long.MAX_VALUE / SectorRange.SECTOR) {
                throw new IllegalArgumentException("there is no sector " + sector);
            }
        }

        /** Where the byte at that place lands. */
        long landing(Firing firing, long at) {
            long meant = firing.fault().when().range().orElse(firing.affected()).offset();
            return sector * SectorRange.SECTOR + (at - meant);
        }

        @Override
        public String words() {
            return "misdirected to sector " + sector;
        }
    }

    /**
     * The child is shorter than it was: what reaches beyond answers EIO. Its length is the shorter one
     * when it is opened or reopened. Which operations the rule names plays no part.
     *
     * @param sectors
     *            the length that is left
     */
    record Shortened(long sectors) implements Effect {
        public Shortened {
            if (sectors < 0 || sectors > Long.MAX_VALUE / SectorRange.SECTOR) {
                throw new IllegalArgumentException("a disk does not have " + sectors + " sectors");
            }
        }

        @Override
        public String words() {
            return "the child ends after " + sectors + " sectors";
        }
    }
}
