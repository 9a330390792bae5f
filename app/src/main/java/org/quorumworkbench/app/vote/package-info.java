// SPDX-License-Identifier: GPL-2.0-or-later
/** The vote panel: request vote and sector votes, the threshold, and the verdict in words. */
@NullMarked
package org.quorumworkbench.app.vote;

import org.jspecify.annotations.NullMarked;
