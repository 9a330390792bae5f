// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Counting: a ballot, its versions, the tie rule and the verdict. Pure functions over small values;
 * no devices, no threads.
 */
@NullMarked
package org.quorumworkbench.core.vote;

import org.jspecify.annotations.NullMarked;
