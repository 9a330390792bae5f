// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.Locale;

/** The effect of a damage: what the bytes show. What it means is the place's to say. */
public enum Damage {
    /** One bit differs, or one in every sector. */
    BIT_FLIP("a flipped bit"),
    /** Two to eight bits differ. */
    FEW_BITS("a few flipped bits"),
    /** The same bit of every so many bytes is always set or always clear. */
    STUCK_LINE("a stuck line"),
    /** Zeroes, or a place that was never written. */
    ZEROED("zeroed or never written"),
    /** Zeroes in whole pieces of 64 KiB. */
    TRIMMED("trimmed"),
    /** Bytes of 0xFF. */
    ONES("filled with 0xFF"),
    /** A short pattern again and again. */
    PATTERN("filled with a pattern"),
    /** The bytes of each word are in the other order. */
    BYTE_SWAP("bytes swapped"),
    /** The bytes lie some bytes from where they should. */
    SHIFTED("shifted"),
    /** The content of another place. */
    MISDIRECTED("another place's content"),
    /** New at the front, old behind. */
    TORN("a torn write"),
    /** An older version of the same place. */
    STALE("an older version"),
    /** Bytes without order where there was some. */
    JUNK("junk"),
    /** The bytes do not tell. */
    UNKNOWN("of unknown kind");

    private final String words;

    Damage(String words) {
        this.words = words;
    }

    /** As JSON and options have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In a sentence about a child. */
    public String words() {
        return words;
    }

    /**
     * Whether it looks the same from both sides: which of the two versions has it, bytes hardly tell.
     */
    boolean isMutual() {
        return this == BIT_FLIP || this == FEW_BITS || this == BYTE_SWAP;
    }

    /** Whether nothing that is written on purpose usually looks so. */
    boolean isPlain() {
        return switch (this) {
            case ZEROED, TRIMMED, ONES, PATTERN, JUNK, STUCK_LINE, SHIFTED, MISDIRECTED -> true;
            default -> false;
        };
    }
}
