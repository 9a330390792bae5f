// SPDX-License-Identifier: GPL-2.0-or-later

/**
 * Images in the formats of other programs. Their headers are read here, hostile as they may be, and
 * say which files belong to an image; their bytes come from QEMU's storage daemon, which is told of
 * every one of these files, so that it opens none that nobody knows of.
 */
@NullMarked
package org.quorumworkbench.core.format;

import org.jspecify.annotations.NullMarked;
