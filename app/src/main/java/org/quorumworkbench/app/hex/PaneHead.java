// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import org.quorumworkbench.app.control.FirmLabel;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.VersionChip;

/**
 * The head of one pane: letter, members, votes. It says something else with every step, and is the
 * same all the time: a new one would be styled and measured anew.
 */
final class PaneHead extends HBox {

    /** Of a pane's width, for the names of its children. */
    private static final double MOST_NAMES = 0.5;

    private static final double GAP = 6;

    /**
     * All that a head shows.
     *
     * @param glyph
     *            in place of a letter, where there is none
     * @param width
     *            of the pane, in pixels
     */
    record Shown(HexPane pane, String members, String standing, String glyph, double width) {
        boolean hasLetter() {
            return pane.version().isPresent() && !pane.isOther();
        }
    }

    private final FirmLabel name;
    private final Label words = new Label();
    private VersionChip chip;
    private Shown shown;

    PaneHead(Shown shown) {
        super(GAP);
        this.shown = shown;
        // Who it is comes before how it voted: the rest of that is in the tooltip.
        name = new FirmLabel("", 0);
        name.getStyleClass().add("pane-name");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        words.getStyleClass().add("muted");
        LateTip.on(name, this::both);
        LateTip.on(words, this::both);
        chip = chip(shown);
        getChildren().addAll(chip, name, words);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("pane-head");
        say();
    }

    private String both() {
        return shown.members() + "\n" + shown.standing();
    }

    private static VersionChip chip(Shown shown) {
        return shown.hasLetter()
                ? VersionChip.of(shown.pane().version().getAsInt(), shown.pane().wins())
                : VersionChip.glyph(shown.glyph());
    }

    /** Becomes the head of what a pane shows now. */
    void show(Shown now) {
        if (now.equals(shown)) {
            return;
        }
        if (now.hasLetter() && shown.hasLetter()) {
            chip.show(now.pane().version().getAsInt(), now.pane().wins());
        } else {
            chip = chip(now);
            getChildren().set(0, chip);
        }
        shown = now;
        say();
    }

    private void say() {
        name.stayFirm(shown.width() * MOST_NAMES);
        name.setText(shown.members());
        words.setText(shown.standing());
        setAccessibleText(shown.members() + ", " + shown.standing());
    }
}
