// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.EffectWords;
import org.quorumworkbench.app.model.FaultLab;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.ui.Resources;

/**
 * A window of its own in which a fault is composed, for one child or for several at once. It blocks
 * nothing: the workbench goes on beside it.
 */
final class FaultComposer {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    private final FaultLab lab;
    private final Stage stage = new Stage();
    private final FaultForm form;
    private final Map<String, CheckBox> children = new LinkedHashMap<>();
    private final Label says = new Label();
    private final Button lay = new Button(text("lab.compose.lay"));
    private final Optional<Fault> before;
    private Optional<Fault> composed = Optional.empty();

    /**
     * @param fault
     *            one to be edited; empty for a new one
     * @param over
     *            the children that it lies over
     */
    FaultComposer(FaultLab lab, SectorRange here, Optional<Fault> fault,
            Set<String> over) {
        this.lab = lab;
        this.before = fault;
        this.form = new FaultForm(fault.map(Fault::id).orElseGet(lab::freshId), here, lab.momentsProperty().get(),
                this::check);
        FlowPane boxes = new FlowPane(12, 6);
        for (String child : lab.children()) {
            CheckBox box = new CheckBox(child);
            box.setMnemonicParsing(false);
            box.setId("compose-child-" + child);
            box.setSelected(over.contains(child));
            box.selectedProperty().subscribe(this::check);
            children.put(child, box);
            boxes.getChildren().add(box);
        }
        fault.ifPresent(form::fill);
        says.setId("compose-says");
        says.setWrapText(true);
        says.setMinHeight(Region.USE_PREF_SIZE);
        says.setMaxWidth(Double.MAX_VALUE);
        lay.setId("compose-lay");
        lay.setDefaultButton(true);
        LateTip.on(lay, () -> text("lab.compose.lay.tip"));
        lay.setMinWidth(Region.USE_PREF_SIZE);
        lay.setOnAction(event -> lay());
        Button cancel = new Button(text("lab.compose.cancel"));
        cancel.setId("compose-cancel");
        cancel.setCancelButton(true);
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> stage.close());
        HBox buttons = new HBox(8, cancel, lay);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        Label childrenTitle = new Label(text("lab.compose.children"));
        childrenTitle.getStyleClass().add("heading");
        Label correlated = new Label(text("lab.compose.correlated"));
        correlated.getStyleClass().add("muted");
        correlated.setWrapText(true);
        correlated.setMinHeight(Region.USE_PREF_SIZE);
        VBox content = new VBox(10, form, childrenTitle, boxes, correlated);
        content.getStyleClass().add("composer-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("flat-scroll");
        VBox foot = new VBox(8, says, buttons);
        foot.getStyleClass().add("composer-foot");
        BorderPane root = new BorderPane(scroll);
        root.setBottom(foot);
        root.setId("composer");
        Scene scene = new Scene(root, 720, 640);
        scene.getStylesheets().add(Resources.url("workbench.css").toExternalForm());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                stage.close();
            }
        });
        stage.setScene(scene);
        stage.setTitle(text("lab.compose.heading"));
        check();
    }

    /** Shows it before a window, in its theme. */
    void show(Window owner) {
        stage.initOwner(owner);
        owner.getScene().getRoot().getPseudoClassStates().stream().filter(DARK::equals)
                .forEach(dark -> stage.getScene().getRoot().pseudoClassStateChanged(DARK, true));
        stage.show();
    }

    private Set<String> chosen() {
        Set<String> chosen = new LinkedHashSet<>();
        children.forEach((child, box) -> {
            if (box.isSelected()) {
                chosen.add(child);
            }
        });
        return chosen;
    }

    /** Says what the fault will do, or what is wrong with it. */
    private void check() {
        if (children.isEmpty()) {
            return;
        }
        composed = Optional.empty();
        try {
            Fault fault = form.fault();
            if (chosen().isEmpty()) {
                say(text("lab.compose.noChild"), true);
            } else {
                composed = Optional.of(fault);
                say(text("lab.compose.says", String.join(", ", chosen()), FaultWording.when(fault.when()),
                        EffectWords.of(fault.effect())), false);
            }
        } catch (ConfigurationProblem problem) {
            say(FaultForm.words(problem), true);
        }
        lay.setDisable(composed.isEmpty());
    }

    private void say(String words, boolean wrong) {
        says.setText(words);
        says.getStyleClass().removeAll("composer-wrong", "composer-right");
        says.getStyleClass().add(wrong ? "composer-wrong" : "composer-right");
    }

    private void lay() {
        composed.ifPresent(fault -> {
            lab.lay(fault, before, chosen());
            stage.close();
        });
    }
}
