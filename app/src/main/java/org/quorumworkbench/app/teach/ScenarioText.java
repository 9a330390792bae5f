// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.NamedKey;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioWriter;

/** All that the scenario says, to be changed as text; it runs anew when the person says so. */
final class ScenarioText extends VBox {

    private static final NamedKey RUN = NamedKey.of(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

    private final Teaching teaching;
    private final Runnable leave;
    private final TextArea area;
    private final Label problem = new Label();

    ScenarioText(Teaching teaching, Scenario scenario, Runnable leave) {
        this.teaching = teaching;
        this.leave = leave;
        area = new TextArea(ScenarioWriter.text(scenario));
        area.setId("teach-text");
        area.getStyleClass().add("mono");
        area.setAccessibleText(text("teach.edit"));
        VBox.setVgrow(area, Priority.ALWAYS);
        problem.setId("teach-text-problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.getStyleClass().add("teach-problem");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Button run = new Button(text("teach.edit.run"));
        run.setId("teach-text-run");
        run.setOnAction(event -> run());
        Button cancel = new Button(text("teach.edit.cancel"));
        cancel.setId("teach-text-cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(event -> leave.run());
        HBox buttons = new HBox(10, run, cancel);
        buttons.setAlignment(Pos.CENTER_LEFT);
        Label title = new Label(text("teach.edit.title"));
        title.getStyleClass().add("teach-heading");
        title.setWrapText(true);
        setSpacing(12);
        getStyleClass().add("teach-lecture");
        getChildren().addAll(title, area, problem, buttons);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (RUN.match(key)) {
                key.consume();
                run();
            }
        });
    }

    void focus() {
        area.requestFocus();
    }

    private void run() {
        teaching.vary(area.getText(), leave, why -> show(why));
    }

    /** Says what is wrong, and puts the caret there. */
    private void show(ConfigurationProblem why) {
        problem.setText(Wordings.of(why));
        why.position().ifPresent(position -> {
            int at = 0;
            for (int line = 1; line < position.line() && at >= 0; line++) {
                at = area.getText().indexOf('\n', at) + 1;
            }
            area.positionCaret(Math.clamp(at + position.column() - 1L, 0, area.getLength()));
            area.requestFocus();
        });
    }
}
