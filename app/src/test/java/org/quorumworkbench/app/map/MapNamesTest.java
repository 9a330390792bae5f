// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.scan.Verdicts;

/** Which rows of a low map have names. */
final class MapNamesTest {

    private static MapGrid damaged() {
        Verdicts verdicts = Verdicts.of(new ScannedDisks(8, 100).damaged(1, 7, 1).damaged(6, 70, 1).scan(), 5);
        return MapGrid.of(verdicts, MapWindow.whole(100), 50);
    }

    @Test
    void everyRowIsNamedWhereThereIsRoom() {
        assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8), MapNames.of(damaged(), 1));
    }

    @Test
    void whoIsDamagedIsNamedFirstAndNoNameLiesOverAnother() {
        // The rows of c1 and c6 are 2 and 7; between them only 4 is two from both.
        assertEquals(Set.of(0, 2, 4, 7), MapNames.of(damaged(), 2));
    }
}
