// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

/**
 * Work in the background, as the status bar shows it.
 *
 * @param title
 *            what it does
 * @param progress
 *            0 to 1; negative if nobody knows
 * @param cancel
 *            stops it at once and keeps what it has found
 */
public record BackgroundTask(String title, double progress, Runnable cancel) {}
