// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What lies at a sector: read-only readers of swap and file systems, and the join of many sectors
 * with their owners.
 *
 * <p>
 * Every number on the disk is hostile: each reader bounds counts, depths and lengths by what is
 * there, and what does not fit becomes a warning on that object, never the end of the volume.
 */
@NullMarked
package org.quorumworkbench.core.place;

import org.jspecify.annotations.NullMarked;
