// SPDX-License-Identifier: GPL-2.0-or-later
/** How a version is told apart on every screen: letter, count, place, pattern and colour. */
@NullMarked
package org.quorumworkbench.app.version;

import org.jspecify.annotations.NullMarked;
