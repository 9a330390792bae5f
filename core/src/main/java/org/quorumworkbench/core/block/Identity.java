// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.time.Instant;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param file
 *            the path as it was given
 * @param length
 *            in bytes, as the file system tells it now; of a block device as it was when it was
 *            opened
 * @param modified
 *            when the file was last modified; of a loop device the file behind it
 * @param key
 *            what names the file itself, whatever its path: device and inode; of a block device its
 *            numbers, of a loop device the file behind it. Empty where the file system has no such
 *            thing
 */
public record Identity(String file, long length, Instant modified, String key) {}
