// SPDX-License-Identifier: GPL-2.0-or-later
/** The hex view: every child's bytes of the range, coloured against the winner. */
@NullMarked
package org.quorumworkbench.app.hex;

import org.jspecify.annotations.NullMarked;
