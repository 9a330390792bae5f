// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * A script of contents, faults and operations: reads and writes it, runs it, records what happened,
 * and tells it step by step.
 */
@NullMarked
package org.quorumworkbench.core.scenario;

import org.jspecify.annotations.NullMarked;
