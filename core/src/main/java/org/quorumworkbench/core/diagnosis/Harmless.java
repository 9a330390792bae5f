// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.Locale;

/** Why a divergence harms nobody: nothing will read these bytes, or they differ by design. */
public enum Harmless {
    UNALLOCATED("free space"), SWAP("swap space"), JOURNAL("a journal that is not needed"), MD_SUPERBLOCK(
            "a member's own metadata"), MOUNT_FIELDS("fields that each mount writes");

    private final String words;

    Harmless(String words) {
        this.words = words;
    }

    /** As JSON and options have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String words() {
        return words;
    }
}
