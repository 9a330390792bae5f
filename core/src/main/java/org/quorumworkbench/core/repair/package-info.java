// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Puts children right, and takes it back: a plan that two people can read, its rehearsal on
 * overlays, and its application with a journal by which every step can be finished or undone after
 * any interruption. The only room that opens a child's file for writing.
 */
@NullMarked
package org.quorumworkbench.core.repair;

import org.jspecify.annotations.NullMarked;
