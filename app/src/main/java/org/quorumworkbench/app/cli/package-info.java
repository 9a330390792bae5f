// SPDX-License-Identifier: GPL-2.0-or-later
/** The command line: a class for each command; no JavaFX but for rendering a picture. */
@NullMarked
package org.quorumworkbench.app.cli;

import org.jspecify.annotations.NullMarked;
