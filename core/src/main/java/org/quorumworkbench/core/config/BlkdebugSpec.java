// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import org.quorumworkbench.core.fault.BlkdebugRules;

/**
 * A blkdebug node between a child's bytes and the quorum.
 *
 * @param rawAbove
 *            whether a raw node lies between it and the quorum, so that the format layer's events
 *            happen
 */
public record BlkdebugSpec(BlkdebugRules rules, boolean rawAbove) {}
