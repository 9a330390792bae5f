// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The workbench: the model that all views read, the window that holds them, and what wires them
 * together.
 */
@NullMarked
package org.quorumworkbench.app.workbench;

import org.jspecify.annotations.NullMarked;
