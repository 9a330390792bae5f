// SPDX-License-Identifier: GPL-2.0-or-later
/** The guide: pages to read, for the engineer, the teacher and the developer of a driver. */
@NullMarked
package org.quorumworkbench.app.guide;

import org.jspecify.annotations.NullMarked;
