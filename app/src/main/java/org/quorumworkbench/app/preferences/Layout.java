// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.util.List;
import java.util.Optional;

/**
 * How the window is arranged.
 *
 * @param bounds
 *            its place on the screen
 * @param edges
 *            how far each divider is from the edge that it moves with, in pixels: of the children's
 *            view from the left, of the vote's from the right, of the lower views' from below;
 *            empty if it was never laid out
 * @param perspective
 *            what it is arranged for
 * @param tab
 *            the id of the lower view that is shown
 */
public record Layout(WindowBounds bounds, List<Double> edges, Perspective perspective, Optional<String> tab) {
    public Layout {
        edges = List.copyOf(edges);
    }
}
