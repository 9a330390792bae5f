// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.text;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.OperationWords;
import org.quorumworkbench.app.model.Recording;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.session.Recorder.Noted;
import org.quorumworkbench.core.story.EventWords;

/** What was done, operation by operation, and the way back into it. */
public final class RecordingView extends BorderPane {

    private final Recording recording;
    private final LabFiles files;
    private final ListView<Integer> list = new ListView<>();
    private final Slider slider = new Slider(0, 0, 0);
    private final Label where = new Label();
    private boolean showing;

    public RecordingView(WorkbenchModel model, LabFiles files) {
        this.recording = model.recording();
        this.files = files;
        setId("recording");
        setTop(tools());
        list.setId("operations");
        list.setAccessibleText(text("lab.recording.title"));
        list.getStyleClass().addAll("dense", "lab-table");
        list.setPlaceholder(new Label(text("lab.record.none")));
        list.setCellFactory(view -> new OperationCell());
        list.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null && !showing) {
                recording.scrub(chosen + 1);
            }
        });
        setCenter(list);
        slider.valueProperty().subscribe((before, now) -> {
            if (!showing) {
                recording.scrub((int) Math.round(now.doubleValue()));
            }
        });
        recording.sizeProperty().subscribe(this::show);
        recording.momentProperty().subscribe(this::show);
        model.reading().inspectionProperty().subscribe(() -> {
            if (getScene() != null) {
                list.refresh();
            }
        });
        model.quorum().openedProperty().subscribe(this::show);
        sceneProperty().subscribe(() -> {
            show();
            list.refresh();
        });
        // A list without a height yet does not know where to scroll to.
        list.heightProperty().subscribe(() -> WindowPulses.afterThisEvent(this::reveal));
    }

    /** Brings the moment that is shown into view, with what was before it. */
    private void reveal() {
        list.scrollTo(Math.max(0, recording.momentProperty().get() - 3));
    }

    private HBox tools() {
        BooleanBinding atStart = recording.momentProperty().lessThan(1);
        BooleanBinding atEnd = recording.momentProperty().greaterThanOrEqualTo(recording.sizeProperty());
        BooleanBinding empty = recording.sizeProperty().lessThan(1);
        slider.setId("scrub");
        slider.setAccessibleText(text("lab.scrub.tip"));
        LateTip.on(slider, () -> text("lab.scrub.tip"));
        slider.setBlockIncrement(1);
        slider.setSnapToTicks(true);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setMinWidth(100);
        HBox.setHgrow(slider, Priority.ALWAYS);
        where.setId("moment-shown");
        where.setMinWidth(Region.USE_PREF_SIZE);
        HBox tools = new HBox(6, button("stepBack", atStart, recording::back),
                button("stepForward", atEnd, recording::forward), slider, where,
                button("now", atEnd, recording::now), button("fork", empty, recording::fork),
                button("saveScenario", empty, this::save), button("openScenario", null, this::open));
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        return tools;
    }

    private static Button button(String name, @Nullable BooleanBinding disabled, Runnable run) {
        Button button = new Button(text("lab." + name));
        button.setId("lab-" + name);
        button.setMinWidth(Region.USE_PREF_SIZE);
        LateTip.on(button, () -> text("lab." + name + ".tip"));
        button.setAccessibleText(text("lab." + name + ".tip"));
        if (disabled != null) {
            button.disableProperty().bind(disabled);
        }
        button.setOnAction(event -> run.run());
        return button;
    }

    /** Nothing while nobody looks: it is done when somebody does. */
    private void show() {
        if (getScene() == null) {
            return;
        }
        showing = true;
        int size = recording.sizeProperty().get();
        int moment = Math.min(size, recording.momentProperty().get());
        while (list.getItems().size() > size) {
            list.getItems().removeLast();
        }
        list.getItems().addAll(IntStream.range(list.getItems().size(), size).boxed().toList());
        slider.setMax(size);
        slider.setValue(moment);
        if (moment > 0) {
            list.getSelectionModel().select(moment - 1);
            reveal();
        } else {
            list.getSelectionModel().clearSelection();
        }
        where.setText(recording.isPast()
                ? text("lab.record.past", Integer.toString(moment), Integer.toString(size))
                : text("lab.record.now", Integer.toString(size)));
        showing = false;
    }

    private void save() {
        files.save().ifPresent(recording::save);
    }

    private void open() {
        files.open(text("lab.open.scenario")).ifPresent(recording::open);
    }

    /** One operation: what was done, and what came of it. */
    private final class OperationCell extends ListCell<Integer> {
        private String events = "";

        OperationCell() {
            LateTip.on(this, () -> events);
        }

        @Override
        protected void updateItem(@Nullable Integer operation, boolean empty) {
            super.updateItem(operation, empty);
            getStyleClass().remove("operation-failed");
            if (empty || operation == null || operation >= recording.sizeProperty().get()) {
                setText(null);
                events = "";
                return;
            }
            Noted noted = recording.noted(operation);
            setText("%4d  %s: %s".formatted(operation + 1, OperationWords.of(noted.operation()),
                    noted.result().map(OperationWords::outcome).orElse(text("lab.record.underWay"))));
            noted.result().ifPresent(result -> {
                events = result.events().stream().map(EventWords::line).collect(Collectors.joining("\n"));
                if (result.errno().isPresent()) {
                    getStyleClass().add("operation-failed");
                }
            });
        }
    }
}
