// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The worst state in each cell of a device map: what the map paints. Immutable; made on any thread,
 * at the cost of a look at the sets of each cell.
 *
 * @param all
 *            of all children together, a state a cell; absent where nothing was scanned
 * @param children
 *            of each child, in order; absent where nothing was scanned, and everywhere for a child
 *            that is left out
 */
public record StateGrid(List<Optional<ChildState>> all, List<List<Optional<ChildState>>> children) {

    public StateGrid {
        all = List.copyOf(all);
        children = List.copyOf(children);
    }

    /**
     * Looks at each cell.
     *
     * @param cells
     *            how many
     * @param cell
     *            the sectors of a cell
     */
    public static StateGrid of(Verdicts verdicts, int cells, IntFunction<SectorRange> cell) {
        List<SectorRange> ranges = new ArrayList<>(cells);
        for (int at = 0; at < cells; at++) {
            ranges.add(cell.apply(at));
        }
        List<List<Optional<ChildState>>> children = new ArrayList<>();
        for (int child = 0; child < verdicts.map().children().size(); child++) {
            int position = child;
            boolean votes = !verdicts.leftOut().contains(child);
            children.add(ranges.stream()
                    .map(range -> votes ? verdicts.worst(range, position) : Optional.<ChildState>empty()).toList());
        }
        return new StateGrid(ranges.stream().map(verdicts::worstOfAll).toList(), children);
    }
}
