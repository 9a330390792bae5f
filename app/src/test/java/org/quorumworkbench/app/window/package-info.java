// SPDX-License-Identifier: GPL-2.0-or-later
/** What a person at the window does and sees. */
@org.jspecify.annotations.NullUnmarked
package org.quorumworkbench.app.window;
