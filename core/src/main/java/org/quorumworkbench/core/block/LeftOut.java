// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.util.Optional;

/**
 * The end of a device, left out of a comparison since the others do not have as much.
 *
 * @param of
 *            the name of the child within that it is the end of; empty for the device itself
 * @param offset
 *            where it begins, in bytes
 * @param bytes
 *            how long it is
 */
public record LeftOut(Optional<String> of, long offset, long bytes) {}
