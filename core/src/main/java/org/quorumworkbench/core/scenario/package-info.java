// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * A script of contents, faults and operations, with what is expected of it: reads it, writes it,
 * and compares what came with what was expected. Runs nothing.
 */
@NullMarked
package org.quorumworkbench.core.scenario;

import org.jspecify.annotations.NullMarked;
