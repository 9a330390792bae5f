// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The engine: read, write, flush, length, cancel, children added and removed; every event in order.
 */
@NullMarked
package org.quorumworkbench.core.quorum;

import org.jspecify.annotations.NullMarked;
