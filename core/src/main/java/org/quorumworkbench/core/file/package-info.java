// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Files that are no disks: how they are named, read as texts and shown in one line. The ground
 * floor: it knows nothing of the rooms above.
 */
@NullMarked
package org.quorumworkbench.core.file;

import org.jspecify.annotations.NullMarked;
