// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

/**
 * A run of extents on a physical volume that belongs to one logical volume.
 *
 * @param volume
 *            the logical volume's name; hidden ones, as {@code r1_rimage_0}, under their own
 * @param volumeOffset
 *            where in the logical volume its first byte is, in bytes; of a striped volume the byte
 *            where the segment begins
 * @param area
 *            its bytes, from the first byte of the physical volume
 * @param type
 *            as LVM writes it; with one stripe, what LVM calls striped is what people call linear
 * @param stripes
 *            over how many areas the segment is spread; with more than one the bytes of the logical
 *            volume are not next to each other here
 */
public record LvmSegment(String volume, long volumeOffset, Area area, String type, int stripes) {}
