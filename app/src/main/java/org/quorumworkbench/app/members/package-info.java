// SPDX-License-Identifier: GPL-2.0-or-later
/** What the children say of themselves and of each other, where they are members of a set. */
@NullMarked
package org.quorumworkbench.app.members;

import org.jspecify.annotations.NullMarked;
