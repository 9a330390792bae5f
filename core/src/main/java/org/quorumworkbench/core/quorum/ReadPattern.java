// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

/** How a read asks the children. */
public enum ReadPattern {
    /** All of them, and they vote. */
    QUORUM,
    /** One after the other until one answers; divergence is never noticed. */
    FIFO
}
