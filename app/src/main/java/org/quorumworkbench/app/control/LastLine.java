// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import org.quorumworkbench.app.background.WindowPulses;

/** Brings the last line of a list into sight, the whole of it. Used on the JavaFX thread. */
public final class LastLine {

    private final ListView<?> list;
    private boolean asked;

    public LastLine(ListView<?> list) {
        this.list = list;
    }

    /**
     * Shows the last line once what came has been laid out. To move costs a list more than a thousand
     * lines cost a log: however often it is asked until then, it moves once.
     */
    public void show() {
        if (!asked) {
            asked = true;
            WindowPulses.after(2, this::move);
        }
    }

    private void move() {
        asked = false;
        // A line that is scrolled to is placed as if the bar that long lines bring were not there, and the
        // bar covers it. The end is the end whatever comes.
        if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> lines) {
            lines.setPosition(1);
        }
    }
}
