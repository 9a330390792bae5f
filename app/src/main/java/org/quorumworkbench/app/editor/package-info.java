// SPDX-License-Identifier: GPL-2.0-or-later
/** The configuration as text: read, checked, changed and applied. */
@NullMarked
package org.quorumworkbench.app.editor;

import org.jspecify.annotations.NullMarked;
