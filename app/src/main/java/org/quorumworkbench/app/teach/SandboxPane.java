// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.Palette;
import org.quorumworkbench.core.run.Goal;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.vote.Vote;

/**
 * A quorum from nothing: a person paints what the children hold, sets the threshold, and reads; a
 * goal is judged by the engine; what was built can be saved as a lesson.
 */
final class SandboxPane extends VBox {

    /** What a person does with what was built. */
    interface Doing {
        /** Judges it; the answer comes on the JavaFX thread. */
        void judge(Goal goal, Scenario scenario, Consumer<Boolean> reached);

        /** Shows it step by step. */
        void play(Scenario scenario);

        /** Writes it to a file that a person chooses, with the engine's answers. */
        void save(Scenario scenario);

        /** Goes back to the slides. */
        void leave();
    }

    private final Doing doing;
    private final GridPane grid = new GridPane(10, 4);
    private final Label verdict = new Label();
    private final ChoiceBox<Goal> goals = new ChoiceBox<>();
    private final Spinner<Integer> children = new Spinner<>(2, Sandbox.MOST_CHILDREN, 3);
    private final Spinner<Integer> threshold = new Spinner<>(1, Sandbox.MOST_CHILDREN, 2);
    private final CheckBox writes = new CheckBox(text("teach.sandbox.writes"));
    private Sandbox sandbox = Sandbox.empty(3);

    SandboxPane(Doing doing) {
        this.doing = doing;
        setId("teach-sandbox");
        getStyleClass().add("teach-lecture");
        Label title = new Label(text("teach.sandbox"));
        title.getStyleClass().add("teach-heading");
        Label how = new Label(text("teach.sandbox.how"));
        how.getStyleClass().add("teach-line");
        how.setWrapText(true);
        goals.setId("teach-goal");
        goals.getItems().setAll(Goal.values());
        goals.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Goal goal) {
                return goal == null ? "" : text("teach.goal." + goal.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public @Nullable Goal fromString(String words) {
                return null;
            }
        });
        goals.setValue(Goal.FAILS_WITH_MAJORITIES);
        goals.setAccessibleText(text("teach.goal"));
        children.setId("teach-sandbox-children");
        threshold.setId("teach-sandbox-threshold");
        children.setPrefWidth(80);
        threshold.setPrefWidth(80);
        children.setAccessibleText(text("teach.sandbox.children"));
        threshold.setAccessibleText(text("tool.threshold"));
        children.valueProperty().addListener((property, before, now) -> change(sandbox.withChildren(now)));
        threshold.valueProperty().addListener((property, before, now) -> change(sandbox.withThreshold(now)));
        writes.setId("teach-sandbox-writes");
        writes.setOnAction(event -> change(sandbox.withWrite(writes.isSelected())));
        verdict.setId("teach-sandbox-verdict");
        verdict.getStyleClass().add("teach-words");
        verdict.setWrapText(true);
        verdict.setMinHeight(USE_PREF_SIZE);
        HBox settings = new HBox(10, new Label(text("teach.sandbox.children")), children,
                new Label(text("tool.threshold")), threshold, writes);
        settings.setAlignment(Pos.CENTER_LEFT);
        HBox goal = new HBox(10, new Label(text("teach.goal")), goals, button("teach.goal.judge", this::judge));
        goal.setAlignment(Pos.CENTER_LEFT);
        FlowPane buttons = new FlowPane(10, 6, button("teach.sandbox.play", () -> doing.play(sandbox.scenario())),
                button("teach.sandbox.save", () -> doing.save(sandbox.scenario())),
                button("teach.leave", doing::leave));
        getChildren().addAll(title, how, settings, grid, goal, verdict, buttons);
        paint();
    }

    private static Button button(String name, Runnable run) {
        Button button = new Button(text(name));
        button.setId(name.replace('.', '-'));
        button.setOnAction(event -> run.run());
        return button;
    }

    /** The first cell is under the keys. */
    void focus() {
        focus("#teach-cell-0-0");
    }

    private void focus(String selector) {
        Optional.ofNullable(grid.lookup(selector)).ifPresent(Node::requestFocus);
    }

    private void change(Sandbox changed) {
        sandbox = changed;
        verdict.setText("");
        paint();
    }

    private void judge() {
        doing.judge(goals.getValue(), sandbox.scenario(),
                reached -> verdict.setText(text(reached ? "teach.goal.reached" : "teach.goal.missed")));
    }

    private void paint() {
        grid.getChildren().clear();
        for (int sector = 0; sector < Sandbox.SECTORS; sector++) {
            grid.add(new Label(text("operation.sector", Integer.toString(sector))), sector + 1, 0);
        }
        grid.add(new Label(text("teach.sandbox.loses")), Sandbox.SECTORS + 1, 0);
        for (int child = 0; child < sandbox.cells().size(); child++) {
            grid.add(new Label("c" + child), 0, child + 1);
            for (int sector = 0; sector < Sandbox.SECTORS; sector++) {
                grid.add(cell(child, sector), sector + 1, child + 1);
            }
            grid.add(losing(child), Sandbox.SECTORS + 1, child + 1);
        }
    }

    private Button cell(int child, int sector) {
        int value = sandbox.cells().get(child).get(sector);
        Button cell = new Button(value < 0 ? "!" : String.valueOf(Vote.letter(value)));
        cell.setId("teach-cell-" + child + "-" + sector);
        cell.getStyleClass().add("teach-block");
        if (value < 0) {
            cell.getStyleClass().add("teach-block-unreadable");
        } else {
            cell.setStyle("-fx-background-color: " + Palette.css(Palette.chip(value)) + "; -fx-text-fill: "
                    + Palette.css(Palette.ON_TINT) + ";");
        }
        cell.setPrefWidth(64);
        cell.setAccessibleText(text("teach.sandbox.cell", "c" + child, Integer.toString(sector), cell.getText()));
        LateTip.on(cell, () -> text("teach.sandbox.cell.tip"));
        cell.setOnAction(event -> {
            change(sandbox.painted(child, sector));
            // The cell has been made anew: it keeps the focus.
            focus("#" + cell.getId());
        });
        return cell;
    }

    private CheckBox losing(int child) {
        CheckBox box = new CheckBox();
        box.setId("teach-loses-" + child);
        box.setSelected(sandbox.losing().contains(child));
        box.setAccessibleText("c" + child + ": " + text("teach.sandbox.loses"));
        box.setOnAction(event -> {
            change(sandbox.withLosing(child, box.isSelected()));
            focus("#" + box.getId());
        });
        return box;
    }
}
