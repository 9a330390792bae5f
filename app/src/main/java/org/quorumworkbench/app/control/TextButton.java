// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import static org.quorumworkbench.ui.Resources.text;

import javafx.scene.control.Button;

/** A button whose words, tooltip and id come of one name: {@code overview.go} is #overview-go. */
public final class TextButton extends Button {

    /**
     * @param name
     *            of its text; there is one of that name with {@code .tip} behind it, too
     * @param run
     *            what it does
     */
    public TextButton(String name, Runnable run) {
        super(text(name));
        setId(name.replace('.', '-'));
        setMinWidth(USE_PREF_SIZE);
        LateTip.on(this, () -> text(name + ".tip"));
        setOnAction(event -> run.run());
    }
}
