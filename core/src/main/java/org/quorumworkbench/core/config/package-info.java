// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Every written form of a quorum configuration: read with exact messages, written, and opened.
 */
@NullMarked
package org.quorumworkbench.core.config;

import org.jspecify.annotations.NullMarked;
