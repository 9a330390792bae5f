// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.file.Wording;

/**
 * What a server says of the requests that it takes, all in bytes.
 *
 * @param smallest
 *            a power of two, up to 64 KiB: offsets and lengths are multiples of it
 * @param preferred
 *            a power of two
 * @param largest
 *            the most of one read or write
 */
public record BlockSizes(int smallest, int preferred, int largest) {

    /** Where the server has said nothing. */
    static final BlockSizes DEFAULT = new BlockSizes(1, 4096, Wire.MOST_PAYLOAD);

    private static final int MOST_SMALLEST = 64 << 10;

    /** As a server tells them; a largest of more than 32 MiB is not made use of. */
    static BlockSizes told(int smallest, int preferred, int largest) throws IOException {
        long most = Math.min(Integer.toUnsignedLong(largest), Wire.MOST_PAYLOAD);
        if (Integer.bitCount(smallest) != 1 || smallest < 0 || smallest > MOST_SMALLEST
                || Integer.bitCount(preferred) != 1 || preferred < smallest || most < smallest) {
            throw new ProtocolError(
                    Wording.of("it tells block sizes of {0}, {1} and {2} bytes", Integer.toUnsignedString(smallest),
                            Integer.toUnsignedString(preferred), Integer.toUnsignedString(largest)));
        }
        return new BlockSizes(smallest, preferred, (int) (most / smallest * smallest));
    }

    /** A stretch of bytes. */
    record Piece(long offset, int length) {}

    long down(long offset) {
        return offset / smallest * smallest;
    }

    /**
     * The next multiple of the smallest size, but not past the export's end, where there may be none.
     */
    long up(long end, long length) {
        return Math.min(length, Math.ceilDiv(end, (long) smallest) * smallest);
    }

    boolean isAligned(long offset, long count) {
        return offset % smallest == 0 && count % smallest == 0;
    }

    /** Cuts a stretch into pieces that are not larger than the largest request, in order. */
    List<Piece> pieces(long offset, long end) {
        List<Piece> pieces = new ArrayList<>(1);
        for (long at = offset; at < end; at += largest) {
            pieces.add(new Piece(at, (int) Math.min(largest, end - at)));
        }
        return pieces;
    }
}
