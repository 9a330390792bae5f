// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.version.VersionChip;
import org.quorumworkbench.app.workbench.LateTip;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.SectorVote;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/**
 * Who voted for what: the request vote and the sector votes, always both, and what it means when
 * they differ.
 */
public final class VotePanel extends ScrollPane {

    /** More sectors than this are not shown one by one. */
    private static final int SECTORS_SHOWN = 512;

    private final VBox content = new VBox();
    private final FlowPane sectors = new FlowPane();
    private final VBox alone = new VBox(heading(text("vote.sectors"), text("vote.sectors.what")), sectors);
    private final List<SectorCell> cells = new ArrayList<>();
    private final LongConsumer goToSector;

    /**
     * @param inspection
     *            what is shown
     * @param goToSector
     *            called on the JavaFX thread with a sector that was clicked
     */
    public VotePanel(ObservableValue<Optional<Inspection>> inspection, LongConsumer goToSector) {
        this.goToSector = goToSector;
        sectors.getStyleClass().add("sector-votes");
        alone.getStyleClass().add("panel-content");
        setContent(new VBox(content, alone));
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("vote-panel");
        getStyleClass().addAll("flat-scroll", "vote-panel");
        content.getStyleClass().add("panel-content");
        inspection.subscribe(this::show);
    }

    private void show(Optional<Inspection> shown) {
        content.getChildren().clear();
        alone.setVisible(shown.isPresent());
        if (shown.isEmpty()) {
            content.getChildren().add(wrapped(text("vote.none"), "muted"));
            return;
        }
        Inspection inspection = shown.get();
        content.getChildren().add(heading(text("vote.request"), what(inspection)));
        Label verdict = wrapped(VoteWords.verdict(inspection), "verdict");
        verdict.setId("verdict");
        inspection.requestVote().ifPresent(vote -> verdict.getStyleClass().add(style(vote.verdict())));
        content.getChildren().add(verdict);
        inspection.requestVote().ifPresent(vote -> showVersions(vote, inspection));
        VoteWords.difference(inspection).ifPresent(difference -> {
            Label label = wrapped(difference, "difference");
            label.setId("votes-differ");
            content.getChildren().add(label);
        });
        showSectors(inspection);
    }

    private static String what(Inspection inspection) {
        String first = Long.toString(inspection.range().first());
        return inspection.range().count() == 1
                ? text("vote.request.one", first)
                : text("vote.request.what", first, Long.toString(inspection.range().end() - 1));
    }

    private void showVersions(Vote vote, Inspection inspection) {
        List<String> names = VoteWords.names(inspection);
        VBox rows = new VBox();
        rows.getStyleClass().add("version-rows");
        for (Version<Integer> version : vote.lettered()) {
            rows.getChildren().add(versionRow(vote, version, names, inspection));
        }
        if (!vote.unreadable().isEmpty()) {
            HBox row = row(VersionChip.glyph("!"), new Label(VoteWords.members(vote.unreadable(), names) + "  "
                    + text("vote.unreadable")));
            rows.getChildren().add(row);
        }
        content.getChildren().add(rows);
        if (vote.lettered().size() > 1) {
            content.getChildren().add(wrapped(VoteWords.listOrder(vote), "muted"));
        }
    }

    private static Node versionRow(Vote vote, Version<Integer> version, List<String> names, Inspection inspection) {
        boolean wins = version.value() == 0 && vote.verdict().succeeds();
        Label members = new Label(VoteWords.members(version.children(), names));
        LateTip.on(members, members::getText);
        members.setMinWidth(30);
        HBox.setHgrow(members, Priority.ALWAYS);
        members.setMaxWidth(Double.MAX_VALUE);
        Label count = new Label(
                text("vote.count", Integer.toString(version.votes()), Integer.toString(vote.childCount())));
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().add("muted");
        VBox both = new VBox(2, row(VersionChip.of(version.value(), wins), members, count), new VoteBar(vote, version));
        inspection.digest(version.index()).ifPresent(digest -> {
            Label hash = new Label(text("vote.hash", digest.hex()));
            hash.getStyleClass().addAll("muted", "hash");
            LateTip.on(hash, digest::hex);
            both.getChildren().add(hash);
        });
        both.setAccessibleRole(AccessibleRole.TEXT);
        both.setAccessibleText(Vote.letter(version.value()) + ", " + count.getText() + ", "
                + text("vote.needs", Integer.toString(vote.threshold())) + ", " + members.getText());
        return both;
    }

    /** The cells of the range before are used again: making 64 buttons takes longer than a frame. */
    private void showSectors(Inspection inspection) {
        List<SectorVote> votes = inspection.sectors().subList(0,
                Math.min(SECTORS_SHOWN, inspection.sectors().size()));
        while (cells.size() < votes.size()) {
            cells.add(new SectorCell(goToSector));
        }
        for (int at = 0; at < votes.size(); at++) {
            cells.get(at).show(votes.get(at));
        }
        List<SectorCell> shown = cells.subList(0, votes.size());
        if (!sectors.getChildren().equals(shown)) {
            sectors.getChildren().setAll(shown);
        }
    }

    /** A sector's vote; a click goes to the sector. */
    private static final class SectorCell extends Button {
        private long sector;

        SectorCell(LongConsumer goToSector) {
            getStyleClass().add("sector-vote");
            setOnAction(event -> goToSector.accept(sector));
            LateTip.on(this, this::getAccessibleText);
        }

        void show(SectorVote vote) {
            sector = vote.sector();
            setText(Long.toString(sector) + "\n" + vote.vote().pattern());
            setAccessibleText(text("vote.sector.tip", Long.toString(sector), vote.vote().pattern(),
                    VoteWords.word(vote.verdict())));
            String style = style(vote.verdict());
            if (!getStyleClass().contains(style)) {
                getStyleClass().removeIf(one -> one.startsWith("verdict-"));
                getStyleClass().add(style);
            }
        }
    }

    private static String style(Verdict verdict) {
        return "verdict-" + verdict.word();
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(6, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Node heading(String title, String what) {
        Label label = new Label(title);
        label.getStyleClass().add("heading");
        return new VBox(label, wrapped(what, "muted"));
    }

    private static Label wrapped(String words, String style) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
