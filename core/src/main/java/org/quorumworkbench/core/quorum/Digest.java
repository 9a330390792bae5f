// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

/**
 * The SHA-256 of what a child read.
 *
 * @param hex
 *            64 lower-case hexadecimal digits
 */
public record Digest(String hex) {}
