// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * An immutable picture of one range for the views: bytes per child, request vote, sector votes,
 * differing runs.
 */
@NullMarked
package org.quorumworkbench.core.inspect;

import org.jspecify.annotations.NullMarked;
