// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * Tooltips for controls that are made or changed with every range: a tooltip is a window with a
 * scene of its own, so one for each that nobody points at took a fifth of the time of a step
 * (measured).
 */
public final class LateTip {

    /** Under which key a control keeps the words that its tooltip will have. */
    private static final Object WORDS = new Object();

    private LateTip() {}

    /** Gives the control a tooltip when it is first pointed at; the words are asked for each time. */
    public static void on(Control control, Supplier<String> words) {
        control.getProperties().put(WORDS, words);
        control.addEventHandler(MouseEvent.MOUSE_ENTERED, entered -> {
            Tooltip tip = control.getTooltip();
            if (tip == null) {
                tip = Tip.of("");
                control.setTooltip(tip);
            }
            tip.setText(words.get());
        });
    }

    /** What the control's tooltip says, also before anybody pointed at it; empty if it has none. */
    public static Optional<String> words(Control control) {
        if (control.getProperties().get(WORDS) instanceof Supplier<?> words) {
            return Optional.of(String.valueOf(words.get()));
        }
        return Optional.ofNullable(control.getTooltip()).map(Tooltip::getText);
    }
}
