// SPDX-License-Identifier: GPL-2.0-or-later
/** What is wrong with these disks, at a glance: headline, children, map, findings and evidence. */
@NullMarked
package org.quorumworkbench.app.overview;

import org.jspecify.annotations.NullMarked;
