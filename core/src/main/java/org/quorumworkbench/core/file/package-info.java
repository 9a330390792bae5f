// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * How anything is written to disk: whole or not at all, and never over what is examined. Knows
 * nothing of what is written.
 */
@NullMarked
package org.quorumworkbench.core.file;

import org.jspecify.annotations.NullMarked;
