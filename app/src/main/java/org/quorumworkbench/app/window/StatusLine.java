// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.measure;
import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.quorumworkbench.app.control.Bytes;
import org.quorumworkbench.app.control.FirmLabel;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.BackgroundTask;
import org.quorumworkbench.app.model.Waiting;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.teach.TeachView;
import org.quorumworkbench.app.teach.Teaching;
import org.quorumworkbench.app.vote.VoteWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;

/** Range, verdict, the last read's time, and what goes on in the background. */
final class StatusLine extends HBox {

    /** Pixels for what goes on, of which nothing is cut while there are no more than these. */
    private static final double MOST_WORDS = 500;

    private final WorkbenchModel model;
    private final Supplier<String> lesson;
    private final Supplier<Perspective> perspective;
    private final Label range = new Label();
    private final Label verdict = new Label();
    private final Label time = new Label();
    private final HBox tasks = new HBox(6);
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(100), event -> update()));

    /**
     * @param perspective
     *            what the window shows: it speaks of the lesson, of the whole disk or of the range
     * @param typing
     *            what typing changes now; empty if it changes nothing
     */
    StatusLine(WorkbenchModel model, Teaching teaching, Supplier<Perspective> perspective,
            ObservableValue<String> typing) {
        this.model = model;
        this.lesson = TeachView.place(teaching);
        this.perspective = perspective;
        setId("status");
        getStyleClass().add("status-line");
        setAlignment(Pos.CENTER_LEFT);
        verdict.setId("status-verdict");
        time.setId("status-time");
        // Where there is not room for all, what goes on is cut first: its tooltip tells the whole.
        range.setMinWidth(USE_PREF_SIZE);
        verdict.setMinWidth(USE_PREF_SIZE);
        LateTip.on(time, time::getText);
        tasks.setId("status-tasks");
        tasks.setAlignment(Pos.CENTER_RIGHT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label typed = new Label();
        typed.setId("status-typing");
        typed.getStyleClass().add("status-typing");
        typed.setMinWidth(40);
        typed.textProperty().bind(typing);
        typed.visibleProperty().bind(typing.map(words -> !words.isEmpty()));
        typed.managedProperty().bind(typed.visibleProperty());
        LateTip.on(typed, typed::getText);
        getChildren().addAll(range, verdict, typed, time, gap, tasks);
        clock.setCycleCount(Animation.INDEFINITE);
        model.reading().inspectionProperty().subscribe(this::update);
        model.reading().rangeProperty().subscribe(this::update);
        model.quorum().openedProperty().subscribe(this::update);
        model.quorum().openingProperty().subscribe(this::update);
        model.reading().waitingProperty().subscribe(waiting -> {
            if (waiting.isPresent()) {
                clock.play();
            } else {
                clock.stop();
            }
            update();
        });
        teaching.deckProperty().subscribe(this::update);
        teaching.positionProperty().subscribe(this::update);
        model.tasks().list().subscribe(this::showTasks);
        model.tasks().list().subscribe(this::update);
        update();
    }

    /** Says anew where the window is. */
    void update() {
        if (perspective.get() == Perspective.TEACH) {
            range.setText(lesson.get());
            verdict.setText("");
            time.setText("");
            return;
        }
        if (perspective.get() == Perspective.OVERVIEW && model.quorum().openedProperty().get().isPresent()) {
            long sectors = model.quorum().sectors();
            range.setText(text("status.disk", number(model.quorum().names().size()), number(sectors),
                    Bytes.roughly(sectors * SectorRange.SECTOR)));
            verdict.setText("");
            time.setText("");
            return;
        }
        SectorRange now = model.reading().rangeProperty().get();
        range.setText(model.quorum().openedProperty().get().isEmpty() || now.isEmpty()
                ? text("status.none")
                : text("status.range", Long.toString(now.first()), Long.toString(now.end() - 1),
                        number(model.quorum().sectors())));
        Optional<Inspection> inspection = model.reading().inspectionProperty().get();
        verdict.setText(
                inspection.flatMap(Inspection::requestVote).map(vote -> VoteWords.word(vote.verdict())).orElse(""));
        Optional<Waiting> waiting = model.reading().waitingProperty().get().filter(wait -> wait.seconds() > 0.2);
        // One that takes long is told among what goes on, where it can be given up.
        if (model.quorum().openingProperty().get() && model.tasks().list().isEmpty()) {
            time.setText(text("status.opening", model.quorum().subject()));
        } else if (waiting.isPresent()) {
            Waiting wait = waiting.get();
            time.setText(text("status.waiting", measure(wait.seconds()), Long.toString(wait.range().first()),
                    Long.toString(wait.range().end() - 1)));
        } else if (!model.tasks().list().isEmpty()) {
            time.setText("");
        } else {
            time.setText(inspection.map(shown -> text("status.read",
                    measure(shown.request().elapsed().toNanos() / 1e6) + " ms")).orElse(""));
        }
    }

    private void showTasks() {
        tasks.getChildren().clear();
        for (BackgroundTask task : model.tasks().list()) {
            // How far it is, and for whom it waits, stands at the end.
            Label words = new FirmLabel("", MOST_WORDS / model.tasks().list().size());
            words.textProperty().bind(task.wordsProperty());
            ProgressBar bar = new ProgressBar();
            bar.progressProperty().bind(task.progressProperty());
            bar.setPrefWidth(120);
            bar.setMinWidth(40);
            LateTip.on(words, words::getText);
            bar.accessibleTextProperty().bind(task.wordsProperty());
            Button stop = new Button(text("action.stop"));
            stop.getStyleClass().add("small");
            stop.setMinWidth(USE_PREF_SIZE);
            LateTip.on(stop, () -> text("status.stop.tip"));
            stop.setOnAction(event -> task.cancel());
            tasks.getChildren().addAll(words, bar, stop);
        }
    }
}
