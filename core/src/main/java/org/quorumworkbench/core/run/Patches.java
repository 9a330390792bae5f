// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.quorumworkbench.core.scenario.Content.Patch;

/** Single bytes by their places: a scenario may have a million of them. */
final class Patches {

    private final long[] offsets;
    private final byte[] values;

    /** Of patches at one place the last one counts. */
    Patches(List<Patch> patches) {
        List<Patch> sorted = patches.stream().sorted(Comparator.comparingLong(Patch::offset)).toList();
        long[] places = new long[sorted.size()];
        byte[] bytes = new byte[sorted.size()];
        int count = 0;
        for (Patch patch : sorted) {
            if (count == 0 || places[count - 1] != patch.offset()) {
                count++;
            }
            places[count - 1] = patch.offset();
            bytes[count - 1] = (byte) patch.value();
        }
        this.offsets = Arrays.copyOf(places, count);
        this.values = Arrays.copyOf(bytes, count);
    }

    private int firstFrom(long offset) {
        int found = Arrays.binarySearch(offsets, offset);
        return found < 0 ? -found - 1 : found;
    }

    /** Where the first one at the offset or behind it is; {@link Long#MAX_VALUE} if there is none. */
    long next(long offset) {
        int first = firstFrom(offset);
        return first == offsets.length ? Long.MAX_VALUE : offsets[first];
    }

    /** Puts them over bytes, from position to limit, that begin at the offset. */
    void lay(long offset, ByteBuffer over) {
        for (int i = firstFrom(offset); i < offsets.length && offsets[i] - offset < over.remaining(); i++) {
            over.put(over.position() + (int) (offsets[i] - offset), values[i]);
        }
    }
}
