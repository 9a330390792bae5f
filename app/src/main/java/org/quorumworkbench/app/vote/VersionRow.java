// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.VersionChip;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/**
 * A version of the request vote: who is in it, its votes against the threshold, and its hash. Used
 * again from range to range.
 */
final class VersionRow extends VBox {

    private static final double NARROWEST = 30;

    private final VersionChip chip = VersionChip.of(0, false);
    private final Label members = new Label();
    private final Label count = new Label();
    private final VoteBar bar = new VoteBar();
    private final Label hash = new Label();

    VersionRow() {
        super(2);
        LateTip.on(members, members::getText);
        members.setMinWidth(NARROWEST);
        members.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(members, Priority.ALWAYS);
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().add("muted");
        hash.getStyleClass().addAll("muted", "hash");
        LateTip.on(hash, hash::getText);
        HBox line = new HBox(6, chip, members, count);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, bar, hash);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /**
     * @param names
     *            of the children
     * @param sha256
     *            of the version's bytes, hexadecimal; absent where they were not kept
     */
    void show(Vote vote, Version<Integer> version, List<String> names, Optional<String> sha256) {
        chip.show(version.value(), version.value() == 0 && vote.verdict().succeeds());
        members.setText(VoteWords.members(version.children(), names));
        count.setText(text("vote.count", Integer.toString(version.votes()), Integer.toString(vote.childCount())));
        bar.show(vote, version);
        hash.setText(sha256.map(hex -> text("vote.hash", hex)).orElse(""));
        hash.setVisible(sha256.isPresent());
        hash.setManaged(sha256.isPresent());
        setAccessibleText(Vote.letter(version.value()) + ", " + count.getText() + ", "
                + text("vote.needs", Integer.toString(vote.threshold())) + ", " + members.getText());
    }
}
