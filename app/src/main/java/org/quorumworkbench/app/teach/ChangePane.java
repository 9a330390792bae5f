// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioChild;

/** Now change it yourself: another threshold, faults on and off; the scenario runs anew at once. */
final class ChangePane extends VBox {

    private final Teaching teaching;
    private final Runnable editText;
    private final Runnable letGo;
    private boolean showing;

    ChangePane(Teaching teaching, Runnable editText, Runnable letGo) {
        this.letGo = letGo;
        this.teaching = teaching;
        this.editText = editText;
        setSpacing(6);
        teaching.deckProperty().subscribe(deck -> show());
    }

    private void show() {
        letGo.run();
        getChildren().clear();
        teaching.deckProperty().get().map(deck -> deck.playback().scenario()).ifPresent(this::show);
    }

    private void show(Scenario now) {
        showing = true;
        List<ScenarioChild> attached = now.children().stream().filter(ScenarioChild::attached).toList();
        Label title = new Label(text("teach.change"));
        title.getStyleClass().add("heading");
        Spinner<Integer> threshold = new Spinner<>();
        threshold.setId("teach-threshold");
        threshold.setPrefWidth(80);
        threshold.setAccessibleText(text("tool.threshold"));
        LateTip.on(threshold, () -> text("tool.threshold.tip"));
        now.threshold().ifPresent(votes -> threshold.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(1, Math.max(votes, attached.size()), votes)));
        threshold.setDisable(now.threshold().isEmpty());
        threshold.valueProperty().addListener((property, before, votes) -> {
            if (!showing && votes != null) {
                teaching.vary(asked -> asked.withThreshold(votes));
            }
        });
        HBox votes = new HBox(8, new Label(text("tool.threshold")), threshold);
        votes.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, votes, semantics(now));
        for (ScenarioChild child : attached) {
            getChildren().add(child(child, child.equals(now.children().getLast())));
            child.faults().stream().filter(spec -> !spec.fault().id().equals(Scenario.READ_ERROR))
                    .forEach(spec -> getChildren().add(fault(child, spec)));
        }
        Button asWritten = new Button(text("teach.asWritten"));
        asWritten.setId("teach-as-written");
        asWritten.setDisable(teaching.original().filter(now::equals).isPresent());
        asWritten.setOnAction(event -> teaching.original().ifPresent(written -> teaching.vary(written)));
        Button text = new Button(text("teach.edit"));
        text.setId("teach-edit");
        LateTip.on(text, () -> text("teach.edit.tip"));
        text.setOnAction(event -> editText.run());
        getChildren().addAll(text, asWritten);
        showing = false;
    }

    private HBox semantics(Scenario now) {
        HBox row = new HBox(8, new Label(text("teach.semantics")));
        row.setAlignment(Pos.CENTER_LEFT);
        ToggleGroup group = new ToggleGroup();
        for (Semantics choice : Semantics.values()) {
            RadioButton button = new RadioButton(choice.word());
            button.setId("teach-semantics-" + choice.word());
            button.setToggleGroup(group);
            button.setSelected(now.semantics().orElse(Semantics.V2014) == choice);
            LateTip.on(button, () -> text("teach.semantics.tip"));
            button.setOnAction(event -> teaching.vary(asked -> asked.withSemantics(choice)));
            row.getChildren().add(button);
        }
        return row;
    }

    private HBox child(ScenarioChild child, boolean last) {
        Button later = new Button("", new FontIcon(Feather.ARROW_DOWN));
        later.setId("teach-later-" + child.name());
        later.getStyleClass().add("flat");
        LateTip.on(later, () -> text("teach.later", child.name()));
        later.setAccessibleText(text("teach.later", child.name()));
        later.setDisable(last);
        later.setOnAction(event -> teaching.vary(asked -> asked.withLater(child.name())));
        CheckBox fails = readError(child);
        fails.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(fails, Priority.ALWAYS);
        HBox row = new HBox(4, fails, later);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private CheckBox readError(ScenarioChild child) {
        boolean on = child.faults().stream().anyMatch(spec -> spec.fault().id().equals(Scenario.READ_ERROR));
        CheckBox box = box(text("teach.change.fails", child.name()), "teach-fails-" + child.name(), on);
        box.setOnAction(event -> teaching.vary(asked -> asked.withReadError(child.name(), box.isSelected())));
        return box;
    }

    private CheckBox fault(ScenarioChild child, FaultSpec spec) {
        CheckBox box = box(text("teach.change.fault", child.name(), title(child, spec)),
                "teach-fault-" + child.name() + "-" + spec.fault().id(), spec.on());
        box.setOnAction(event -> teaching
                .vary(asked -> asked.withFault(child.name(), spec.fault().id(), box.isSelected())));
        return box;
    }

    /** Two faults of one title are told apart by their names in the file. */
    private static String title(ScenarioChild child, FaultSpec spec) {
        String title = spec.fault().title();
        boolean alone = child.faults().stream().filter(other -> other.fault().title().equals(title)).count() == 1;
        return alone ? title : title + " (" + spec.fault().id() + ")";
    }

    private static CheckBox box(String words, String id, boolean on) {
        CheckBox box = new CheckBox(words);
        box.setMnemonicParsing(false);
        box.setWrapText(true);
        box.setId(id);
        box.setSelected(on);
        LateTip.on(box, () -> words);
        return box;
    }
}
