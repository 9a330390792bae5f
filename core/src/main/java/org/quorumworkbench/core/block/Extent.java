// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

/**
 * A run of bytes of which a device knows whether they are data or read as zeroes.
 *
 * @param offset
 *            in bytes
 * @param length
 *            in bytes, more than 0
 * @param zero
 *            whether every byte reads as zero without being stored (a hole)
 */
public record Extent(long offset, long length, boolean zero) {

    /** The first byte after the extent. */
    public long end() {
        return offset + length;
    }
}
