// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.OptionalLong;

/**
 * What a scan does for the others on its machine.
 *
 * @param sparesCache
 *            reads so that the page cache keeps what others have in it, where the system can
 * @param bytesPerSecond
 *            that are read at most, over all children together, above 0; absent for no limit
 * @param idle
 *            reads and compares only when nobody else wants the disk or the processor, where the
 *            system can
 */
public record Courtesy(boolean sparesCache, OptionalLong bytesPerSecond, boolean idle) {

    /** None: as fast as it goes. */
    public static final Courtesy NONE = new Courtesy(false, OptionalLong.empty(), false);

    public Courtesy {
        if (bytesPerSecond.isPresent() && bytesPerSecond.getAsLong() < 1) {
            throw new IllegalArgumentException("at least one byte a second, not " + bytesPerSecond.getAsLong());
        }
    }
}
