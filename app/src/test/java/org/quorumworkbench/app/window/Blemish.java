// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

/**
 * What a person would call broken in a picture of the window.
 *
 * @param kind
 *            in which way
 * @param control
 *            the control, named by the identities and styles above it
 * @param what
 *            the text, or what else helps to find it; not a part of what it is
 */
record Blemish(Kind kind, String control, String what) {

    enum Kind {
        /** A text is cut, and nothing tells the whole of it. */
        CUT_TEXT,
        /** Two controls of one pane lie over each other. */
        OVERLAP,
        /** A control is, wholly or in part, where the window is not. */
        OUTSIDE,
        /** A text is hard to tell from what is behind it. */
        CONTRAST
    }

    @Override
    public String toString() {
        return kind + " " + control + " (" + what + ")";
    }
}
