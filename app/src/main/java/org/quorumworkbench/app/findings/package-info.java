// SPDX-License-Identifier: GPL-2.0-or-later
/** What kind of damage the divergence is, whose, and why that is believed. */
@NullMarked
package org.quorumworkbench.app.findings;

import org.jspecify.annotations.NullMarked;
