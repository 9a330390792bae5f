// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

/**
 * How considerate of others on its machine a scan is.
 *
 * @param direct
 *            whether the page cache is spared
 * @param bytesPerSecond
 *            that are read at most, over all children together; 0 for no limit
 * @param idle
 *            whether it only reads while nobody else wants to
 */
public record Scanning(boolean direct, long bytesPerSecond, boolean idle) {

    /** As fast as it goes. */
    public static final Scanning FAST = new Scanning(false, 0, false);

    public Scanning {
        bytesPerSecond = Math.max(0, bytesPerSecond);
    }
}
