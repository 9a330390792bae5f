// SPDX-License-Identifier: GPL-2.0-or-later
/** The one way off the JavaFX thread and back. */
@NullMarked
package org.quorumworkbench.app.background;

import org.jspecify.annotations.NullMarked;
