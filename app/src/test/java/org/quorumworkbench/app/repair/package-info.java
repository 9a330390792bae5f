// SPDX-License-Identifier: GPL-2.0-or-later
/** A person repairs at the window, and takes it back. */
@org.jspecify.annotations.NullUnmarked
package org.quorumworkbench.app.repair;
