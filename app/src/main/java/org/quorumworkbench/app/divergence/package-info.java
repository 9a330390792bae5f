// SPDX-License-Identifier: GPL-2.0-or-later
/** What a scan found: the table of divergent runs, who dissents with whom, and what if. */
@NullMarked
package org.quorumworkbench.app.divergence;

import org.jspecify.annotations.NullMarked;
