// SPDX-License-Identifier: GPL-2.0-or-later
/** The files that a scan leaves, for the command line and the window alike. */
@NullMarked
package org.quorumworkbench.app.report;

import org.jspecify.annotations.NullMarked;
