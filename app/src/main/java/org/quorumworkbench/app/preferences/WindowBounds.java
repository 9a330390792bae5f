// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

/** Where the window was, in pixels of the screen. */
public record WindowBounds(double x, double y, double width, double height, boolean maximised) {}
