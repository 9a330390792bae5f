// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

/** Something cannot be done; the message says to the person at the window what and why. */
public final class NotDone extends Exception {

    private static final long serialVersionUID = 1;

    private final String words;

    public NotDone(String words) {
        super(words);
        this.words = words;
    }

    /** Complete sentences. */
    public String words() {
        return words;
    }
}
