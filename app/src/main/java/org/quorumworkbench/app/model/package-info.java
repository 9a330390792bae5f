// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What is open, looked at and found, observable, and the commands of a person. No scene, no view:
 * every part is tried without a window. Changed on the JavaFX thread only, unless a part says
 * otherwise.
 */
@NullMarked
package org.quorumworkbench.app.model;

import org.jspecify.annotations.NullMarked;
