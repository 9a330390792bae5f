// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.quorumworkbench.core.scenario.Content.Patch;

/**
 * Single bytes of a child as a scenario file writes them: those that stand alone, and runs of
 * neighbours as hexadecimal digits, which take a fifth of the room.
 */
record PatchRuns(List<Patch> single, List<Run> runs) {

    /** Bytes that follow one another. */
    record Run(long offset, String hex) {}

    /** Fewer neighbours than these are written one by one. */
    private static final int WORTH_A_RUN = 8;

    PatchRuns {
        single = List.copyOf(single);
        runs = List.copyOf(runs);
    }

    /** Only patches that do not lie over one another are put into runs: their order means nothing. */
    static PatchRuns of(List<Patch> patches) {
        for (int i = 1; i < patches.size(); i++) {
            if (patches.get(i).offset() <= patches.get(i - 1).offset()) {
                return new PatchRuns(patches, List.of());
            }
        }
        List<Patch> single = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (int from = 0; from < patches.size();) {
            int to = from + 1;
            while (to < patches.size() && patches.get(to).offset() == patches.get(to - 1).offset() + 1) {
                to++;
            }
            List<Patch> neighbours = patches.subList(from, to);
            if (neighbours.size() < WORTH_A_RUN) {
                single.addAll(neighbours);
            } else {
                runs.add(new Run(neighbours.getFirst().offset(), hex(neighbours)));
            }
            from = to;
        }
        return new PatchRuns(single, runs);
    }

    private static String hex(List<Patch> neighbours) {
        HexFormat format = HexFormat.of();
        StringBuilder hex = new StringBuilder(2 * neighbours.size());
        neighbours.forEach(patch -> format.toHexDigits(hex, (byte) patch.value()));
        return hex.toString();
    }
}
