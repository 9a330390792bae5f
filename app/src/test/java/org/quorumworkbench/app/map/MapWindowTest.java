// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.SectorRange;

/** Which sectors are where on the map. */
final class MapWindowTest {

    private static final long LARGEST = Long.MAX_VALUE / SectorRange.SECTOR;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static MapWindow window(long seed) {
        Random random = new Random(seed);
        long sectors = 1 + (random.nextLong() >>> 1) % (1L << random.nextInt(1, 54));
        MapWindow window = MapWindow.whole(sectors);
        for (int step = random.nextInt(12); step > 0; step--) {
            window = window.zoomed(random.nextDouble(0.1, 1.2), random.nextDouble());
        }
        return window;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cellsCoverWhatIsShownWithoutGapOrOverlap(long seed) {
        MapWindow window = window(seed);
        int cells = window.cells(new Random(seed).nextInt(1, 3000));
        long next = window.shown().first();
        for (int cell = 0; cell < cells; cell++) {
            SectorRange range = window.cell(cell, cells);
            assertEquals(next, range.first());
            assertFalse(range.isEmpty(), "cell " + cell + " of " + window);
            next = range.end();
        }
        assertEquals(window.shown().end(), next);
    }

    @Test
    void theLargestDeviceOverflowsNothing() {
        MapWindow whole = MapWindow.whole(LARGEST);
        assertEquals(LARGEST, whole.cell(3999, 4000).end());
        assertEquals(LARGEST - 1, whole.sectorAt(1));
    }

    @Test
    void aDeviceWithFewSectorsHasACellForEach() {
        assertEquals(5, MapWindow.whole(5).cells(200));
        assertEquals(new SectorRange(3, 1), MapWindow.whole(5).cell(3, 5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comingNearerEndsAtTheSectorUnderTheMouse(long seed) {
        MapWindow window = window(seed);
        double place = new Random(seed).nextDouble();
        for (int step = 0; step < 200 && window.shown().count() > 1; step++) {
            long before = window.sectorAt(place);
            window = window.zoomed(1 / 1.5, place);
            assertTrue(window.shown().contains(before), "sector " + before + " left " + window);
        }
        assertEquals(1, window.shown().count());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goingAwayEndsAtTheWholeDevice(long seed) {
        MapWindow window = window(seed);
        for (int step = 0; step < 200; step++) {
            window = window.zoomed(1.5, 0.3);
        }
        assertEquals(MapWindow.whole(window.sectors()), window);
    }

    @Test
    void movingStopsAtTheDevicesEnds() {
        MapWindow part = new MapWindow(1000, new SectorRange(500, 100));
        assertEquals(new SectorRange(510, 100), part.moved(0.1).shown());
        assertEquals(new SectorRange(900, 100), part.moved(9).shown());
        assertEquals(new SectorRange(0, 100), part.moved(-9).shown());
    }

    @Test
    void aRangeOutOfSightIsBroughtIntoSight() {
        MapWindow part = new MapWindow(1000, new SectorRange(500, 100));
        assertEquals(part, part.showing(new SectorRange(599, 8)));
        assertEquals(new SectorRange(0, 100), part.showing(new SectorRange(10, 8)).shown());
        assertEquals(new SectorRange(850, 100), part.showing(new SectorRange(900, 8)).shown());
    }
}
