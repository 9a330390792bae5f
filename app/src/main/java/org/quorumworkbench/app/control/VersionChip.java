// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import javafx.scene.control.Label;
import org.quorumworkbench.core.vote.Vote;

/** The letter of a version on its colour; the winner's has a star. */
public final class VersionChip extends Label {

    private static final double NARROWEST = 26;

    private VersionChip(String glyph) {
        super(glyph);
        getStyleClass().add("version-chip");
        setMinWidth(USE_PREF_SIZE);
    }

    /** Chips stand in columns; and none may be squeezed, or its letter would give way to dots. */
    @Override
    protected double computePrefWidth(double height) {
        return Math.max(NARROWEST, super.computePrefWidth(height));
    }

    /**
     * The chip of a version.
     *
     * @param position
     *            of the version in the vote, 0 for A
     * @param wins
     *            whether it is a winner to be trusted
     */
    public static VersionChip of(int position, boolean wins) {
        VersionChip chip = new VersionChip("");
        chip.show(position, wins);
        return chip;
    }

    /** Makes it the chip of another version; as for {@link #of}. */
    public void show(int position, boolean wins) {
        setText(Vote.letter(position) + (wins ? "*" : ""));
        // The same style again costs nothing: only a change is styled anew.
        setStyle("-fx-background-color: " + Palette.css(Palette.chip(position)) + "; -fx-text-fill: "
                + Palette.css(Palette.ON_TINT) + ";");
    }

    /**
     * A child that has no version: {@code !} unreadable, {@code -} absent, {@code .} not read,
     * {@code ~} simulated fault.
     */
    public static VersionChip glyph(String glyph) {
        VersionChip chip = new VersionChip(glyph);
        chip.getStyleClass().add("no-version");
        return chip;
    }
}
