// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the content of an attribute lies.
 *
 * @param runs
 *            by their place in the attribute; holes left out
 */
record NtfsRuns(List<Run> runs) {

    static final NtfsRuns NONE = new NtfsRuns(List.of());

    /**
     * Clusters next to each other.
     *
     * @param logical
     *            the first one's number in the attribute
     * @param cluster
     *            the first one's number on the volume
     */
    record Run(long logical, long cluster, long count) {}

    NtfsRuns {
        runs = List.copyOf(runs);
    }

    /**
     * Reads the packed list: each run has a byte that tells how many bytes its length and its distance
     * from the run before have.
     */
    static NtfsRuns of(Block packed, long firstLogical, long clusters) {
        List<Run> runs = new ArrayList<>();
        long logical = firstLogical;
        long cluster = 0;
        for (int at = 0; at < packed.length() && packed.u8(at) != 0;) {
            int lengthBytes = packed.u8(at) & 0xF;
            int distanceBytes = packed.u8(at) >> 4;
            if (lengthBytes == 0 || lengthBytes > 8 || distanceBytes > 8) {
                throw new Malformed("a run with a length of " + lengthBytes + " bytes");
            }
            long count = number(packed, at + 1, lengthBytes);
            if (count <= 0 || count > Long.MAX_VALUE / (4 << 20) - logical) {
                throw new Malformed("a run of " + count + " clusters");
            }
            if (distanceBytes > 0) {
                cluster += number(packed, at + 1 + lengthBytes, distanceBytes);
                if (cluster < 0 || cluster > clusters - count) {
                    throw new Malformed("clusters " + cluster + "+" + count + " are outside the volume of " + clusters);
                }
                runs.add(new Run(logical, cluster, count));
            }
            logical += count;
            at += 1 + lengthBytes + distanceBytes;
        }
        return new NtfsRuns(runs);
    }

    private static long number(Block packed, int at, int bytes) {
        long value = (byte) packed.u8(at + bytes - 1);
        for (int i = bytes - 2; i >= 0; i--) {
            value = value << 8 | packed.u8(at + i);
        }
        return value;
    }

    NtfsRuns plus(NtfsRuns more) {
        List<Run> both = new ArrayList<>(runs);
        both.addAll(more.runs);
        return new NtfsRuns(both);
    }
}
