// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker finds out which size of pieces is the fastest here, and stays with it. */
class PieceSizeTest {

    private static final long CHUNK = 3L << 20;
    private static final int CHUNKS = 160;

    /** As many chunks as it wants, of which each size takes so long. */
    private static PieceSize after(PieceSize pieces, Map<Integer, Integer> microseconds, Random others) {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            // Once in a while somebody else has the processor.
            int late = others.nextInt(4) == 0 ? others.nextInt(5_000) : 0;
            pieces.took((Objects.requireNonNull(microseconds.get(pieces.sectors())) + late) * 1000L, CHUNK);
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 1024, 2048})
    void theFastestSizeIsStayedWithWhateverElseTheMachineDoes(int fastest) {
        for (int seed = 0; seed < 50; seed++) {
            Map<Integer, Integer> takes = new HashMap<>(Map.of(256, 400, 512, 410, 1024, 420, 2048, 430));
            takes.put(fastest, 390);
            PieceSize pieces = after(new PieceSize(256, 2048), takes, new Random(seed));
            assertEquals(fastest, pieces.sectors(), "seed " + seed);
        }
    }

    @Test
    void eachSizeUpToTheLargestIsTried() {
        Set<Integer> tried = new HashSet<>();
        PieceSize pieces = new PieceSize(256, 1100);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            tried.add(pieces.sectors());
            pieces.took(1, CHUNK);
        }
        assertEquals(Set.of(256, 512, 1024), tried);
    }

    @Test
    void whereOnlyOneSizeIsAllowedItIsKept() {
        PieceSize pieces = new PieceSize(8, 8);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            assertEquals(8, pieces.sectors());
            pieces.took(CHUNKS - chunk, CHUNK);
        }
    }

    @Test
    void chunksThatCouldNotBeReadTellNothing() {
        PieceSize pieces = new PieceSize(256, 2048);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            pieces.took(1, 0);
        }
        after(pieces, Map.of(256, 390, 512, 380, 1024, 370, 2048, 360), new Random(1));
        assertEquals(2048, pieces.sectors());
    }
}
