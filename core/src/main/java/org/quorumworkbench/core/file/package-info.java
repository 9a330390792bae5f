// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Files other than images: how a text that a person names is read, and how anything is written to
 * disk, once and for all.
 */
@NullMarked
package org.quorumworkbench.core.file;

import org.jspecify.annotations.NullMarked;
