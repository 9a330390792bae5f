// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import org.quorumworkbench.core.block.BlockDevice;

/**
 * One replica in a quorum.
 *
 * @param edge
 *            the name of its place: {@code children.0}; places keep their names when others are
 *            removed
 * @param name
 *            its node name, else c0, c1, ...; what events and screens call it
 * @param device
 *            what it reads and writes
 */
public record Child(String edge, String name, BlockDevice device) {}
