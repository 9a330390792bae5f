// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import org.quorumworkbench.core.block.SectorRange;

/**
 * Sectors that lie together and vote alike, and in which the readable children disagree or some
 * child cannot be read; as long as can be within what was asked for and scanned.
 */
public record DivergentRun(SectorRange range, Ruling ruling) {}
