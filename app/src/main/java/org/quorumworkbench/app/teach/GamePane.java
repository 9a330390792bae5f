// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.run.Moves;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.story.TraceStep;

/** Be the quorum: a person decides move by move, and the engine says at each what it did. */
final class GamePane extends VBox {

    private static final int MOST_DRILLS = 999_999;

    private final SlideDeck deck;
    private final Performed read;
    private final Outcome outcome;
    private final List<Moves.Move> moves;
    private final VoteStage stage = new VoteStage();
    private final Label prompt = new Label();
    private final FlowPane options = new FlowPane(8, 6);
    private final Label verdict = new Label();
    private final Label score = new Label();
    private int at;
    private int right;

    /**
     * @param read
     *            one that is voted on
     * @param drill
     *            begins with the drill of a number
     * @param leave
     *            goes back to the slides
     */
    GamePane(SlideDeck deck, Performed read, IntConsumer drill, Runnable leave) {
        this.deck = deck;
        this.read = read;
        this.outcome = read.outcome().orElseThrow();
        this.moves = Moves.of(outcome);
        setId("teach-game");
        getStyleClass().add("teach-lecture");
        Label title = new Label(text("teach.game.title", deck.playback().scenario().title(),
                StepWords.of(read.operation())));
        title.getStyleClass().add("teach-heading");
        title.setWrapText(true);
        prompt.setId("teach-game-prompt");
        verdict.setId("teach-game-verdict");
        score.setId("teach-game-score");
        for (Label label : List.of(prompt, verdict)) {
            label.getStyleClass().add("teach-words");
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
        }
        VBox asks = new VBox(prompt, options, verdict);
        asks.getStyleClass().add("teach-question");
        Spinner<Integer> number = new Spinner<>(1, MOST_DRILLS, 1);
        number.setId("teach-drill-number");
        number.setEditable(true);
        number.setPrefWidth(110);
        number.setAccessibleText(text("teach.drill"));
        Button next = new Button(text("teach.drill"));
        next.setId("teach-drill");
        next.setOnAction(event -> drill.accept(number.getValue()));
        Button back = new Button(text("teach.leave"));
        back.setId("teach-leave");
        back.setOnAction(event -> leave.run());
        FlowPane foot = new FlowPane(10, 6, back, next, number, score);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, stage, asks, foot);
        show();
    }

    /** Whether a read can be played at all. */
    static boolean canPlay(Performed done) {
        return done.outcome().filter(outcome -> !Moves.of(outcome).isEmpty()).isPresent();
    }

    private void show() {
        List<TraceStep> trace = deck.playback().trace(read.index());
        int seen = at < moves.size() ? moves.get(at).seen() : trace.size();
        stage.show(StageState.after(trace.subList(0, seen),
                outcome.replies().stream().map(reply -> reply.name()).toList()), outcome,
                Optional.ofNullable(deck.contents().get(read.index())).map(SlideDeck.Contents::before)
                        .orElse(List.of()),
                List.of(), false);
        score.setText(text("teach.game.score", Integer.toString(right), Integer.toString(at)));
        options.getChildren().clear();
        if (at == moves.size()) {
            stage.setOnMouseClicked(null);
            prompt.setText(text("teach.game.over", Integer.toString(right), Integer.toString(moves.size())));
            return;
        }
        Moves.Move move = moves.get(at);
        prompt.setText(text("teach.move." + move.kind().name().toLowerCase(Locale.ROOT), move.child(),
                Integer.toString(outcome.policy().threshold())));
        move.options().forEach(option -> {
            Button button = new Button(words(option));
            button.setId("teach-move-" + option);
            button.setMnemonicParsing(false);
            button.setOnAction(event -> play(move, option));
            options.getChildren().add(button);
        });
        point(move);
    }

    /** The stage itself answers too: a vote is carried, a version or a child is clicked. */
    private void point(Moves.Move move) {
        if (move.kind() == Moves.Kind.VOTE) {
            CarriedVote.of(stage, move.child(), move.options(), option -> play(move, option));
        }
        stage.setOnMouseClicked(click -> (switch (move.kind()) {
            case WINNER -> stage.versionAt(click.getSceneX(), click.getSceneY());
            case REPORT -> stage.childAt(click.getSceneX(), click.getSceneY());
            default -> Optional.<String>empty();
        }).filter(move.options()::contains).ifPresent(option -> play(move, option)));
    }

    private void play(Moves.Move move, String option) {
        boolean isRight = option.equals(move.right());
        right += isRight ? 1 : 0;
        at++;
        verdict.setText(text(isRight ? "teach.right" : "teach.wrong", words(option), words(move.right())));
        verdict.getStyleClass().removeAll("teach-good", "teach-bad");
        verdict.getStyleClass().add(isRight ? "teach-good" : "teach-bad");
        show();
    }

    private static String words(String option) {
        return switch (option) {
            case Moves.YES -> text("answer.yes");
            case Moves.NO -> text("answer.no");
            case Moves.NOBODY -> text("answer.none");
            case Moves.HEAD -> text("teach.move.head");
            case Moves.END -> text("teach.move.end");
            default -> option;
        };
    }
}
