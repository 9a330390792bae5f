// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;

/**
 * What lies at the sectors that were asked for.
 *
 * @param pieces
 *            by sector; every sector that was asked for is in one, in several where files share it
 * @param volumes
 *            by partition: what was found, and what to know of it
 */
public record PlaceReport(List<PlacedRange> pieces, List<FoundVolume> volumes) {
    public PlaceReport {
        pieces = List.copyOf(pieces);
        volumes = List.copyOf(volumes);
    }
}
