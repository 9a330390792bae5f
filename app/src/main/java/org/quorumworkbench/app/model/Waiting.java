// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import org.quorumworkbench.core.block.SectorRange;

/**
 * A range that has been asked for and is not there yet.
 *
 * @param since
 *            {@link System#nanoTime} when it was asked for
 */
public record Waiting(SectorRange range, long since) {

    /** How long it has been, in seconds. */
    public double seconds() {
        return (System.nanoTime() - since) / 1e9;
    }
}
