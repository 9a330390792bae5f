// SPDX-License-Identifier: GPL-2.0-or-later
/** Where to find what a person sees that is not code. */
@NullMarked
package org.quorumworkbench.ui;

import org.jspecify.annotations.NullMarked;
