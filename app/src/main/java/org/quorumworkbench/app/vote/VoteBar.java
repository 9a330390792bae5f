// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.control.Palette;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/** The votes of a version as a bar, against the line of the threshold. */
final class VoteBar extends Pane {

    private static final double HEIGHT = 10;

    private final Region bar = new Region();
    private final Region line = new Region();
    private int votes;
    private int threshold;
    private int children = 1;
    private int colour = -1;

    VoteBar() {
        getStyleClass().add("vote-bar");
        line.getStyleClass().add("threshold-line");
        getChildren().addAll(bar, line);
        setMinHeight(HEIGHT + 4);
        setPrefHeight(HEIGHT + 4);
    }

    void show(Vote vote, Version<Integer> version) {
        votes = version.votes();
        threshold = vote.threshold();
        children = vote.childCount();
        if (colour != version.value()) {
            colour = version.value();
            bar.setStyle("-fx-background-color: " + Palette.css(Palette.chip(colour)) + ";");
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double vote = getWidth() / children;
        bar.resizeRelocate(0, 2, vote * votes, HEIGHT);
        line.resizeRelocate(Math.min(getWidth() - 2, vote * threshold - 1), 0, 2, HEIGHT + 4);
    }
}
