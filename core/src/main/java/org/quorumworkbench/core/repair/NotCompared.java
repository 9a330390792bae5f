// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

/**
 * The end of a child that is longer than the others: it was not compared, and nothing is written
 * there.
 *
 * @param child
 *            its name
 * @param offset
 *            where it begins, in bytes
 * @param bytes
 *            how long it is
 */
public record NotCompared(String child, long offset, long bytes) {}
