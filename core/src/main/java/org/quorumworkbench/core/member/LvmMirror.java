// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.List;
import java.util.Optional;

/**
 * A logical volume that is there several times.
 *
 * @param volume
 *            its name
 * @param id
 *            its UUID, as LVM writes it
 * @param type
 *            {@code raid1}, {@code mirror}, or another raid type
 * @param length
 *            in bytes
 * @param legs
 *            in the order of their roles
 */
public record LvmMirror(String volume, String id, String type, long length, List<Leg> legs) {

    /**
     * One copy.
     *
     * @param data
     *            the hidden volume with the bytes
     * @param metadata
     *            the hidden volume with the state of a raid1's leg; a mirror has none
     */
    public record Leg(String data, Optional<String> metadata) {}

    public LvmMirror {
        legs = List.copyOf(legs);
    }
}
