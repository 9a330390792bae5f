// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

/**
 * A run of bytes in which a version differs from the winner.
 *
 * @param from
 *            first byte, relative to the range's start
 * @param to
 *            first byte after the run
 */
public record DifferingRun(int from, int to) {}
