// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/**
 * How a client went.
 *
 * @param detail
 *            what the protocol's reader or the system said of it; empty where nobody said anything
 */
public record Parting(Way way, Wording detail) {

    /** Who ended the connection, and when. */
    public enum Way {
        /** It said goodbye (NBD_CMD_DISC). */
        BY_ITSELF,
        /** It was asked for here. */
        ENDED,
        /** It was ended, or broke, before an export was chosen. */
        EARLY,
        /** It closed the connection without a goodbye. */
        AWAY,
        /** It said goodbye before it chose an export. */
        CHOSE_NONE,
        /** Encryption was not agreed on. */
        NO_TLS,
        /** What it sent is not the protocol. */
        BROKE_PROTOCOL,
        /** The connection broke. */
        LOST
    }

    static Parting of(Way way) {
        return new Parting(way, Wording.sentence(""));
    }

    static Parting of(Way way, Exception why) {
        return new Parting(way,
                why instanceof Worded told ? told.wording() : Wording.sentence(String.valueOf(why.getMessage())));
    }

    /** As the sentence about the client goes on: {@code disconnected}. */
    public String words() {
        return switch (way) {
            case BY_ITSELF -> "disconnected";
            case ENDED -> "was disconnected";
            case EARLY -> "was disconnected before it chose an export";
            case AWAY -> "has gone";
            case CHOSE_NONE -> "chose no export";
            case NO_TLS -> "was disconnected: no TLS came about (" + detail.english() + ")";
            case BROKE_PROTOCOL -> "was disconnected: it " + detail.english();
            case LOST -> "was lost (" + detail.english() + ")";
        };
    }
}
