// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.Optional;

/**
 * Something that the person at the window should know.
 *
 * @param kind
 *            how serious
 * @param text
 *            complete sentences: what, where, why, and what to do
 * @param offer
 *            what can be done about it with one click
 */
public record Notice(Kind kind, String text, Optional<Offer> offer) {

    /** A notice that can only be read. */
    public Notice(Kind kind, String text) {
        this(kind, text, Optional.empty());
    }

    /**
     * A way out.
     *
     * @param words
     *            what a button says
     * @param accept
     *            does it; on the JavaFX thread
     */
    public record Offer(String words, Runnable accept) {}

    /** How serious a notice is. */
    public enum Kind {
        /** Goes by itself. */
        INFORMATION,
        /** The headline's words; goes by itself, and is not shown where the headline is. */
        HEADLINE,
        /** What is to be seen in the sample; stays until the person goes on. */
        GUIDE, WARNING, ERROR
    }
}
