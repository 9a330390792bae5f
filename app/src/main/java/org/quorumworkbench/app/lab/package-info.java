// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The fault lab: faults composed and switched, writes made, overlays kept, the run gone back into.
 */
@NullMarked
package org.quorumworkbench.app.lab;

import org.jspecify.annotations.NullMarked;
