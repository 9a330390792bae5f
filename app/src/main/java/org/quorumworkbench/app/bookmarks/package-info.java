// SPDX-License-Identifier: GPL-2.0-or-later
/** Places on the disk that a person wants to find again. */
@NullMarked
package org.quorumworkbench.app.bookmarks;

import org.jspecify.annotations.NullMarked;
