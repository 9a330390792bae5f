// SPDX-License-Identifier: GPL-2.0-or-later
/** The list of children: who is outvoted, who cannot be read, and the faults laid over each. */
@NullMarked
package org.quorumworkbench.app.children;

import org.jspecify.annotations.NullMarked;
