// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What a child is: a block device, its sectors and the errors it may answer. Knows nothing of
 * quorums.
 */
@NullMarked
package org.quorumworkbench.core.block;

import org.jspecify.annotations.NullMarked;
