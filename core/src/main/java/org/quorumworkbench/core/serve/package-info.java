// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The open quorum as an NBD export, so that a real client reads and writes through the votes while
 * a person watches. Knows no screen.
 */
@NullMarked
package org.quorumworkbench.core.serve;

import org.jspecify.annotations.NullMarked;
