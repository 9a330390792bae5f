// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The Teach perspective: a lesson or a scenario in slow motion, told by the engine's own record.
 */
@NullMarked
package org.quorumworkbench.app.teach;

import org.jspecify.annotations.NullMarked;
