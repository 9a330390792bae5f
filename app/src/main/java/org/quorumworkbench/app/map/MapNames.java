// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which rows of the map have their names beside them where there is no room for all: the union's,
 * then those of the children of whom something was found, then as many of the others as fit.
 */
final class MapNames {

    private MapNames() {}

    /**
     * The rows with names.
     *
     * @param apart
     *            rows from one name to the next
     */
    static Set<Integer> of(MapGrid grid, int apart) {
        List<Integer> children = IntStream.range(1, grid.rows().size()).boxed().toList();
        TreeSet<Integer> named = new TreeSet<>();
        Stream.of(Stream.of(0), children.stream().filter(row -> isFound(grid, row)),
                children.stream().filter(row -> !isFound(grid, row))).flatMap(rows -> rows)
                .filter(row -> named.subSet(row - apart + 1, row + apart).isEmpty()).forEach(named::add);
        return named;
    }

    private static boolean isFound(MapGrid grid, int row) {
        return grid.rows().get(row).stream()
                .anyMatch(state -> state != CellState.AGREES && state != CellState.NOT_SCANNED);
    }
}
