// SPDX-License-Identifier: GPL-2.0-or-later
/** The device map: the whole device at a glance, each cell painted by the worst state in it. */
@NullMarked
package org.quorumworkbench.app.map;

import org.jspecify.annotations.NullMarked;
