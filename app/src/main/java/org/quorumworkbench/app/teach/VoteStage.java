// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.run.ChildBlocks;
import org.quorumworkbench.core.run.Moves;
import org.quorumworkbench.core.story.Replay;
import org.quorumworkbench.core.story.TraceStep;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Version;

/** The children, the list of versions and the result, as far as they have come. */
final class VoteStage extends VBox {

    private final Label quorum = new Label();
    private final Label result = new Label();
    private final Label reported = new Label();
    private final ChildCards cards = new ChildCards();
    private final VersionList versions = new VersionList();

    VoteStage() {
        setId("teach-stage");
        getStyleClass().add("teach-stage");
        quorum.setId("teach-quorum");
        quorum.getStyleClass().add("teach-quorum");
        quorum.setMinWidth(USE_PREF_SIZE);
        result.getStyleClass().add("teach-result");
        result.setId("teach-result");
        reported.setId("teach-reported");
        reported.getStyleClass().add("teach-line");
        HBox head = new HBox(14, quorum, result);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, cards, versions, reported);
        versions.managedProperty().bind(versions.visibleProperty());
        reported.managedProperty().bind(reported.textProperty().isNotEmpty());
    }

    /**
     * Shows a state.
     *
     * @param fresh
     *            the steps that are new
     * @param moving
     *            whether what changed moves
     */
    void show(StageState state, Outcome outcome, List<ChildBlocks> blocks, List<TraceStep> fresh, boolean moving) {
        int threshold = outcome.policy().threshold();
        quorum.setText(text("teach.quorum", Integer.toString(state.children().size()), Integer.toString(threshold)));
        List<StageState> all = states(outcome, List.copyOf(state.children().keySet()));
        cards.show(state, all, blocks, moving);
        boolean votes = !state.versions().isEmpty();
        versions.setVisible(votes);
        versions.show(state, errorsAreCounted(outcome) ? 0 : threshold,
                all.getLast().versions().stream().mapToInt(Version::votes).max().orElse(1), this::card, fresh, moving);
        reported.setText(state.result().isPresent() && !state.reported().isEmpty()
                ? text("teach.reported", String.join(", ", state.reported()))
                : "");
        result.setText(state.result().map(ended -> ended instanceof Result.Aborted
                ? text("teach.result.ended")
                : StepWords.result(ended)).orElse(""));
        result.setVisible(state.result().isPresent());
        result.getStyleClass().removeAll("teach-good", "teach-bad");
        state.result().ifPresent(ended -> result.getStyleClass()
                .add(ended instanceof Result.Success ? "teach-good" : "teach-bad"));
    }

    /**
     * From before the first step to behind the last: whatever will be shown has its room from the
     * start.
     */
    private static List<StageState> states(Outcome outcome, List<String> names) {
        List<TraceStep> steps = Replay.of(outcome);
        return IntStream.rangeClosed(0, steps.size()).mapToObj(to -> StageState.after(steps.subList(0, to), names))
                .toList();
    }

    /** The child's card; absent if there is no such child. */
    Optional<Node> card(String child) {
        return cards.getChildren().stream().filter(card -> card.getId().equals("teach-child-" + child)).findFirst();
    }

    /** The child whose card is there, in the scene; absent if there is none. */
    Optional<String> childAt(double x, double y) {
        return cards.getChildren().stream().filter(card -> card.localToScene(card.getBoundsInLocal()).contains(x, y))
                .map(card -> card.getId().substring("teach-child-".length())).findFirst();
    }

    /**
     * What of the list is there, in the scene: a letter, or {@link Moves#HEAD} or {@link Moves#END}.
     * Before the first vote there is no list, and below the cards is its head.
     */
    Optional<String> versionAt(double x, double y) {
        if (versions.isVisible()) {
            return versions.at(x, y);
        }
        boolean below = y > cards.localToScene(cards.getBoundsInLocal()).getMaxY();
        return below && contains(sceneToLocal(x, y)) ? Optional.of(Moves.HEAD) : Optional.empty();
    }

    /** Marks where a vote is carried to; empty for nowhere. */
    void mark(String target) {
        versions.mark(target);
    }

    /** In a vote on errors or on results of flushes the threshold plays no part. */
    private static boolean errorsAreCounted(Outcome outcome) {
        return outcome.vote().isEmpty();
    }

    /**
     * How a read ended.
     *
     * @param words
     *            in a word or two
     */
    record Ended(String words, boolean success) {}

    /**
     * A sector that was read alone: who agreed with whom, by letters as on the stage, and how it ended.
     */
    static Ended sector(SlideDeck.SectorRead read) {
        Optional<Verdict> verdict = read.outcome().verdict();
        String word = verdict.map(found -> text("word." + found.word()))
                .orElse(text(read.outcome().isSuccess() ? "teach.sector.ok" : "teach.sector.failed"));
        return new Ended(word, read.outcome().isSuccess());
    }
}
