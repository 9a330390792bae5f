// SPDX-License-Identifier: GPL-2.0-or-later
/** What is remembered between two runs of the program. */
@NullMarked
package org.quorumworkbench.app.preferences;

import org.jspecify.annotations.NullMarked;
