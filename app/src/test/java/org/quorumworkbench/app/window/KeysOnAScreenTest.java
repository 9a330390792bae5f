// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import org.junit.jupiter.api.Tag;

/** The same keys through a window manager and a real display. */
@Tag("x11")
class KeysOnAScreenTest extends KeysTest {}
