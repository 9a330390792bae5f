// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.OneOf;
import org.quorumworkbench.app.control.VersionChip;
import org.quorumworkbench.app.model.HeadlineModel;
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

    private final Label none = wrapped(text("vote.none"), "muted");
    private final Label what = wrapped("", "muted");
    private final Label verdict = wrapped("", "verdict");
    private final VBox rows = new VBox();
    private final Label unreadable = new Label();
    private final HBox unreadableRow = new HBox(6, VersionChip.glyph("!"), unreadable);
    private final Label listOrder = wrapped("", "muted");
    private final Label difference = wrapped("", "difference");
    private final FlowPane sectors = new FlowPane();
    private final List<VersionRow> versions = new ArrayList<>();
    private final List<SectorCell> cells = new ArrayList<>();
    private final List<Node> parts;
    private final LongConsumer goToSector;

    /**
     * @param inspection
     *            what is shown
     * @param headline
     *            what is said above it
     * @param goToSector
     *            called on the JavaFX thread with a sector that was clicked
     * @param next
     *            goes to the next divergence
     * @param list
     *            shows all divergences
     */
    public VotePanel(ObservableValue<Optional<Inspection>> inspection, HeadlineModel headline, LongConsumer goToSector,
            Runnable next, Runnable list) {
        this.goToSector = goToSector;
        verdict.setId("verdict");
        difference.setId("votes-differ");
        rows.getStyleClass().add("version-rows");
        unreadableRow.setAlignment(Pos.CENTER_LEFT);
        unreadable.setWrapText(true);
        sectors.getStyleClass().add("sector-votes");
        Label range = new Label(text("vote.range"));
        range.getStyleClass().add("panel-heading");
        VBox content = new VBox(none, range, heading(text("vote.request"), what), verdict, rows, listOrder, difference);
        VBox alone = new VBox(heading(text("vote.sectors"), wrapped(text("vote.sectors.what"), "muted")), sectors);
        content.getStyleClass().add("panel-content");
        alone.getStyleClass().add("panel-content");
        parts = List.of(range, content.getChildren().get(2), verdict, rows, alone);
        setContent(new VBox(new HeadlinePane(headline, next, list), content, alone));
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("vote-panel");
        getStyleClass().addAll("flat-scroll", "vote-panel");
        inspection.subscribe(this::show);
    }

    /** What was there for the range before is used again: to make it anew takes most of a frame. */
    private void show(Optional<Inspection> shown) {
        there(none, shown.isEmpty());
        parts.forEach(part -> there(part, shown.isPresent()));
        Optional<Vote> vote = shown.flatMap(Inspection::requestVote);
        say(listOrder, vote.filter(held -> held.lettered().size() > 1).map(VoteWords::listOrder));
        say(difference, shown.flatMap(VoteWords::difference));
        shown.ifPresent(inspection -> {
            what.setText(what(inspection));
            verdict.setText(VoteWords.verdict(inspection));
            OneOf.style(verdict, "verdict-", inspection.requestVerdict().map(Verdict::word));
            showVersions(vote, inspection);
            showSectors(inspection);
        });
    }

    private static String what(Inspection inspection) {
        String first = Long.toString(inspection.range().first());
        return inspection.range().count() == 1
                ? text("vote.request.one", first)
                : text("vote.request.what", first, Long.toString(inspection.range().end() - 1));
    }

    private void showVersions(Optional<Vote> held, Inspection inspection) {
        List<String> names = VoteWords.names(inspection);
        List<Version<Integer>> lettered = held.map(Vote::lettered).orElse(List.of());
        List<Integer> failed = held.map(Vote::unreadable).orElseGet(() -> inspection.request().failed());
        while (versions.size() < lettered.size()) {
            versions.add(new VersionRow());
        }
        for (int at = 0; at < lettered.size(); at++) {
            Version<Integer> version = lettered.get(at);
            versions.get(at).show(held.orElseThrow(), version, names,
                    inspection.digest(version.index()).map(digest -> digest.hex()));
        }
        unreadable.setText(VoteWords.members(failed, names) + "  " + text("vote.unreadable"));
        List<Node> wanted = new ArrayList<>(versions.subList(0, lettered.size()));
        if (!failed.isEmpty()) {
            wanted.add(unreadableRow);
        }
        if (!rows.getChildren().equals(wanted)) {
            rows.getChildren().setAll(wanted);
        }
        there(rows, !wanted.isEmpty());
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
        /** Letters of many children go on in a further line: in one they are wider than a narrow panel. */
        private static final Pattern LINE = Pattern.compile(".{16}(?=.)");

        private long sector;

        SectorCell(LongConsumer goToSector) {
            getStyleClass().add("sector-vote");
            setOnAction(event -> goToSector.accept(sector));
            LateTip.on(this, this::getAccessibleText);
        }

        void show(SectorVote vote) {
            sector = vote.sector();
            setText(Long.toString(sector) + "\n" + LINE.matcher(vote.vote().pattern()).replaceAll("$0\n"));
            setAccessibleText(text("vote.sector.tip", Long.toString(sector), vote.vote().pattern(),
                    VoteWords.word(vote.verdict())));
            OneOf.style(this, "verdict-", Optional.of(vote.verdict().word()));
        }
    }

    private static void say(Label label, Optional<String> words) {
        label.setText(words.orElse(""));
        there(label, words.isPresent());
    }

    private static void there(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    private static Node heading(String title, Label what) {
        Label label = new Label(title);
        label.getStyleClass().add("heading");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return new VBox(label, what);
    }

    private static Label wrapped(String words, String style) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
