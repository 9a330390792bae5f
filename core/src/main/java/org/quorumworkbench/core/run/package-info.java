// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Performs a scenario: makes its children and its quorum, and does its operations one after the
 * other.
 */
@NullMarked
package org.quorumworkbench.core.run;

import org.jspecify.annotations.NullMarked;
