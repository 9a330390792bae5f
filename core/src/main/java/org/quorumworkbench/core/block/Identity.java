// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.time.Instant;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param file
 *            the path as it was given
 * @param length
 *            in bytes, as the file system tells it now
 * @param modified
 *            when the file was last modified
 * @param key
 *            what names the file itself, whatever its path (device and inode); empty where the file
 *            system has no such thing
 */
public record Identity(String file, long length, Instant modified, String key) {}
