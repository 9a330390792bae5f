// SPDX-License-Identifier: GPL-2.0-or-later
/** What a person sees of a repair: the plan, its rehearsal, its application, and the way back. */
@NullMarked
package org.quorumworkbench.app.repair;

import org.jspecify.annotations.NullMarked;
