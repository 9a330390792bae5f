// SPDX-License-Identifier: GPL-2.0-or-later
/** The live event log. */
@NullMarked
package org.quorumworkbench.app.events;

import org.jspecify.annotations.NullMarked;
