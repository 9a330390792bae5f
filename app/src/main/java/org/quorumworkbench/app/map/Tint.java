// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.Locale;

/** Why a cell in which something diverges is painted paler. */
enum Tint {
    NONE,
    /** The members' evidence accounts for all of it. */
    EXPLAINED,
    /** All of it lies where no file is. */
    UNALLOCATED;

    static Tint of(MapGrid grid, int row, int cell) {
        return grid.isExplained(row, cell) ? EXPLAINED : grid.isUnallocated(row, cell) ? UNALLOCATED : NONE;
    }

    /** The name of its text. */
    String key() {
        return "map.tint." + name().toLowerCase(Locale.ROOT);
    }
}
