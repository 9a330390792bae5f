// SPDX-License-Identifier: GPL-2.0-or-later
/** Where the program starts: one launcher for people with and without a screen. */
@NullMarked
package org.quorumworkbench.app;

import org.jspecify.annotations.NullMarked;
