// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.OptionalDouble;

/**
 * Where a divider is: so far from the edge of the window that its view clings to. A share of the
 * whole would move whenever the window is laid out at another size, as it is while it opens.
 */
final class Edge {

    private final boolean fromEnd;
    private double share;
    private OptionalDouble pixels = OptionalDouble.empty();

    /**
     * A divider that was never laid out.
     *
     * @param share
     *            its position, 0 to 1, as long as nobody knows better
     * @param fromEnd
     *            whether its view clings to the right or lower edge
     */
    Edge(double share, boolean fromEnd) {
        this.share = share;
        this.fromEnd = fromEnd;
    }

    /** Its position, 0 to 1, in a pane of that many pixels. */
    double position(double total) {
        if (pixels.isEmpty() || total <= 0) {
            return share;
        }
        double part = Math.clamp(pixels.getAsDouble() / total, 0, 1);
        return fromEnd ? 1 - part : part;
    }

    /** Notes where it is in a pane of that many pixels. */
    void moved(double position, double total) {
        share = position;
        if (total > 0) {
            pixels = OptionalDouble.of((fromEnd ? 1 - position : position) * total);
        }
    }

    /** As it was in an earlier run; what is no number was mistyped, and is passed over. */
    void restore(double kept) {
        if (Double.isFinite(kept) && kept >= 0) {
            pixels = OptionalDouble.of(kept);
        }
    }

    /** In pixels from its edge; none if it was never laid out. */
    OptionalDouble pixels() {
        return pixels;
    }
}
