// SPDX-License-Identifier: GPL-2.0-or-later
/** A plan is read as it was written or not at all, and a repair survives whatever interrupts it. */
@NullMarked
package org.quorumworkbench.core.repair;

import org.jspecify.annotations.NullMarked;
