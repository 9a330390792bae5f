// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.OptionalInt;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Bytes that a child would have instead of its own.
 *
 * @param child
 *            its position in the map
 * @param range
 *            sectors of the device
 * @param source
 *            position of the child whose own bytes it would have; absent where it would have bytes
 *            that no other child has
 */
public record Gift(int child, SectorRange range, OptionalInt source) {}
