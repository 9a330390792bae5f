// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.time.Duration;
import java.util.List;
import org.quorumworkbench.core.block.Errno;

/** What a fault does. */
public sealed interface Effect {

    /** What it does, in words for the event log. */
    String words();

    /** The operation fails. */
    record Fails(Errno errno) implements Effect {
        @Override
        public String words() {
            return "failed with " + errno.name() + " (" + errno.text() + ")";
        }
    }

    /** The reply never comes, until the request is cancelled. */
    record Hangs() implements Effect {
        @Override
        public String words() {
            return "hangs";
        }
    }

    /** The reply comes late. */
    record Delays(Duration by) implements Effect {
        @Override
        public String words() {
            return "reply delayed by " + by.toMillis() + " ms";
        }
    }

    /** What is read is changed; what is stored is not. */
    sealed interface OfData extends Effect {}

    /**
     * Bits of each affected sector are flipped, at places that the seed chooses for each sector.
     *
     * @param bits
     *            1 to 4096
     */
    record FlipsBits(int bits, long seed) implements OfData {
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
    record FlipsBitsAt(List<Long> positions) implements OfData {
        public FlipsBitsAt {
            positions = List.copyOf(positions);
        }

        @Override
        public String words() {
            return positions.size() + " bits flipped";
        }
    }

    /**
     * The same bit of every {@code stride}th byte always reads as set or as clear.
     *
     * @param bit
     *            0 to 7
     * @param stride
     *            in bytes, 1 or more; bytes are counted from the disk's start
     */
    record StuckBit(int bit, boolean set, int stride) implements OfData {
        public StuckBit {
            if (bit < 0 || bit > 7 || stride < 1) {
                throw new IllegalArgumentException("bit " + bit + " at a stride of " + stride + " bytes");
            }
        }

        @Override
        public String words() {
            return "bit " + bit + (set ? " stuck at 1" : " stuck at 0") + " in every byte at a stride of " + stride;
        }
    }

    /**
     * The data are that pattern, again and again from each sector's start; one byte for zeroed or 0xFF.
     *
     * @param pattern
     *            bytes, 0 to 255 each, 1 to 512 of them
     */
    record Filled(List<Integer> pattern) implements OfData {
        public Filled {
            pattern = List.copyOf(pattern);
            if (pattern.isEmpty() || pattern.size() > 512 || pattern.stream().anyMatch(b -> b < 0 || b > 255)) {
                throw new IllegalArgumentException("a pattern is 1 to 512 bytes of 0 to 255, not " + pattern);
            }
        }

        @Override
        public String words() {
            return pattern.equals(List.of(0)) ? "zeroed" : "filled with a pattern of " + pattern.size() + " bytes";
        }
    }

    /** The data are random bytes that the seed and the sector determine. */
    record Junk(long seed) implements OfData {
        @Override
        public String words() {
            return "junk";
        }
    }

    /**
     * The data of each affected run come from that many bytes before; what has no data before it reads
     * as zero.
     *
     * @param bytes
     *            1 to 511
     */
    record Shifted(int bytes) implements OfData {
        public Shifted {
            if (bytes < 1 || bytes > 511) {
                throw new IllegalArgumentException("data are shifted by 1 to 511 bytes, not " + bytes);
            }
        }

        @Override
        public String words() {
            return "shifted by " + bytes + " bytes";
        }
    }

    /** The bytes of each word of {@code width} bytes (2, 4 or 8) are in the other order. */
    record Swapped(int width) implements OfData {
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

    /** What is written goes astray, though the reply is good. */
    sealed interface OfWrite extends Effect {}

    /** Writes are lost: the child stays as it was at that moment. */
    record Stale() implements OfWrite {
        @Override
        public String words() {
            return "write lost";
        }
    }

    /**
     * Only the first part is written, up to the last multiple of the boundary before the end.
     *
     * @param boundary
     *            in bytes, 512 or 4096
     */
    record Torn(int boundary) implements OfWrite {
        public Torn {
            if (boundary != 512 && boundary != 4096) {
                throw new IllegalArgumentException("a write tears at 512 or 4096 bytes, not " + boundary);
            }
        }

        @Override
        public String words() {
            return "write torn at a boundary of " + boundary + " bytes";
        }
    }

    /** The write lands at another sector; the intended place stays old. */
    record Misdirected(long sector) implements OfWrite {
        @Override
        public String words() {
            return "write landed at sector " + sector;
        }
    }

    /**
     * The child is shorter than it was: whatever lies beyond cannot be read or written. Which
     * operations the rule names plays no part.
     *
     * @param sectors
     *            the length that is left
     */
    record Shortened(long sectors) implements Effect {
        @Override
        public String words() {
            return "the child ends after " + sectors + " sectors";
        }
    }
}
