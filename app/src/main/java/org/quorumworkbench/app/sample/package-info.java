// SPDX-License-Identifier: GPL-2.0-or-later
/** The quorum that opens when nothing else is asked for. */
@NullMarked
package org.quorumworkbench.app.sample;

import org.jspecify.annotations.NullMarked;
