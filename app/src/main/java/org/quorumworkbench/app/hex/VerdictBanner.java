// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import javafx.scene.control.Label;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.vote.Verdict;

/** Says why there is no winner to be trusted; hidden if there is one. */
final class VerdictBanner extends Label {

    VerdictBanner() {
        setId("hex-banner");
        setWrapText(true);
        setMaxWidth(Double.MAX_VALUE);
        getStyleClass().add("hex-banner");
        say("");
    }

    void show(Inspection inspection) {
        say(switch (inspection.requestVerdict().orElse(Verdict.UNANIMOUS)) {
            case TIE -> text("hex.banner.tie");
            case BELOW_THRESHOLD -> text("hex.banner.below");
            case UNREADABLE -> text("hex.banner.unreadable");
            case UNANIMOUS, MAJORITY, DIFFERS -> "";
        });
    }

    void hide() {
        say("");
    }

    private void say(String words) {
        setText(words);
        setVisible(!words.isEmpty());
        setManaged(!words.isEmpty());
    }
}
