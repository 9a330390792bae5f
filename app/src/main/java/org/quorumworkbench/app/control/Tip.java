// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import javafx.scene.control.Tooltip;

/**
 * A tooltip that takes no key: one that happens to be shown is closed by Escape, and the key still
 * does what the window says it does. JavaFX's own swallows it, so that whoever rests the pointer
 * somewhere presses it twice.
 */
public final class Tip {

    private Tip() {}

    /** One that says this. */
    public static Tooltip of(String words) {
        Tooltip tip = new Tooltip(words);
        tip.setConsumeAutoHidingEvents(false);
        return tip;
    }
}
