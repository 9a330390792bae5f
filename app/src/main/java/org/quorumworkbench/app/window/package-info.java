// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The window: arranges the views over one model. The only room that knows views; no view knows it.
 */
@NullMarked
package org.quorumworkbench.app.window;

import org.jspecify.annotations.NullMarked;
