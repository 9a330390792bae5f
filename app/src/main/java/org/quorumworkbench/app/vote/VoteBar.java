// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.version.Palette;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/** The votes of a version as a bar, against the line of the threshold. */
final class VoteBar extends Pane {

    private static final double HEIGHT = 10;

    private final Region bar = new Region();
    private final Region line = new Region();
    private final Vote vote;
    private final Version<Integer> version;

    VoteBar(Vote vote, Version<Integer> version) {
        this.vote = vote;
        this.version = version;
        getStyleClass().add("vote-bar");
        bar.setStyle("-fx-background-color: " + Palette.css(Palette.chip(version.value())) + ";");
        line.getStyleClass().add("threshold-line");
        getChildren().addAll(bar, line);
        setMinHeight(HEIGHT + 4);
        setPrefHeight(HEIGHT + 4);
    }

    @Override
    protected void layoutChildren() {
        double vote1 = getWidth() / vote.childCount();
        bar.resizeRelocate(0, 2, vote1 * version.votes(), HEIGHT);
        line.resizeRelocate(Math.min(getWidth() - 2, vote1 * vote.threshold() - 1), 0, 2, HEIGHT + 4);
    }
}
