// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * A whole device: the scanner, the divergence map, what-if, and reports. Knows no screen.
 */
@NullMarked
package org.quorumworkbench.core.scan;

import org.jspecify.annotations.NullMarked;
