// SPDX-License-Identifier: GPL-2.0-or-later
/** Tests of the guide. */
@NullMarked
package org.quorumworkbench.app.guide;

import org.jspecify.annotations.NullMarked;
