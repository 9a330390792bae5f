// SPDX-License-Identifier: GPL-2.0-or-later
/** What lies at a sector is true: checked on file systems that the real programs made. */
@NullMarked
package org.quorumworkbench.core.place;

import org.jspecify.annotations.NullMarked;
