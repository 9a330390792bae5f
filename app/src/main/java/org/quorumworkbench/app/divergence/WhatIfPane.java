// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.WhatIf;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.Verdicts;

/** Asks what the votes would be under another threshold or without some child; reads nothing. */
final class WhatIfPane extends VBox {

    private final WhatIf whatIf;
    private final Spinner<Integer> threshold = new Spinner<>(1, 32, 1);
    private final FlowPane without = new FlowPane(8, 2);
    private final Label sentence = new Label();
    private final Button apply = new Button(text("divergence.apply"));
    private final Button reset = new Button(text("divergence.reset"));
    private final Button withoutStale = new Button(text("divergence.withoutStale"));
    private List<String> names = List.of();
    private boolean showing;

    /**
     * @param members
     *            what the children are, if they are members
     */
    WhatIfPane(WhatIf asked, ObservableValue<Optional<MembersConfiguration>> members) {
        this.whatIf = asked;
        setSpacing(5);
        threshold.setId("whatif-threshold");
        threshold.setPrefWidth(76);
        threshold.setMinWidth(76);
        threshold.setAccessibleText(text("divergence.whatif") + " " + text("divergence.whatif.threshold"));
        LateTip.on(threshold, () -> threshold.getAccessibleText());
        threshold.valueProperty().addListener((property, before, now) -> {
            if (!showing && now != null) {
                asked.wonder(now);
            }
        });
        sentence.setId("whatif-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        apply.setId("whatif-apply");
        LateTip.on(apply, () -> text("divergence.apply.tip"));
        apply.setOnAction(event -> asked.apply());
        reset.setId("whatif-reset");
        LateTip.on(reset, () -> text("divergence.reset.tip"));
        reset.setOnAction(event -> asked.stop());
        withoutStale.setId("whatif-without-stale");
        LateTip.on(withoutStale, () -> text("divergence.withoutStale.tip"));
        withoutStale.setOnAction(event -> asked.leaveOutStale());
        Label title = new Label(text("divergence.whatif"));
        title.getStyleClass().add("heading");
        FlowPane first = new FlowPane(6, 4, title, new Label(text("divergence.whatif.threshold")), threshold);
        first.setAlignment(Pos.CENTER_LEFT);
        without.setAlignment(Pos.CENTER_LEFT);
        members.subscribe(this::offerWithoutStale);
        getChildren().addAll(first, without, sentence, new FlowPane(6, 4, withoutStale, apply, reset));
    }

    void show(Judgement judgement) {
        Verdicts judged = judgement.whatIf();
        List<String> now = judged.map().children().stream().map(ScannedChild::name).toList();
        showing = true;
        if (!now.equals(names)) {
            names = now;
            without.getChildren().setAll(new Label(text("divergence.whatif.without")));
            for (int child = 0; child < names.size(); child++) {
                without.getChildren().add(box(child));
            }
        }
        Set<Integer> gone = judgement.actual().leftOut();
        int voters = names.size() - judged.leftOut().size();
        for (int child = 0; child < names.size(); child++) {
            CheckBox box = (CheckBox) without.getChildren().get(child + 1);
            box.setSelected(judged.leftOut().contains(child));
            box.setDisable(gone.contains(child) || (voters == 1 && !box.isSelected()));
        }
        threshold.setValueFactory(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(1, voters, judged.threshold()));
        showing = false;
        apply.setDisable(!judgement.isWhatIf());
        reset.setDisable(!judgement.isWhatIf());
        sentence.setText(words(judgement));
        offerWithoutStale();
    }

    private void offerWithoutStale() {
        Set<Integer> stale = whatIf.stale();
        boolean possible = !stale.isEmpty() && stale.size() < names.size();
        withoutStale.setVisible(possible);
        withoutStale.setManaged(possible);
        withoutStale.setDisable(!whatIf.offersWithoutStale());
    }

    private CheckBox box(int child) {
        CheckBox box = new CheckBox(names.get(child));
        box.setMnemonicParsing(false);
        box.setId("without-" + names.get(child));
        box.setAccessibleText(text("divergence.whatif.without") + " " + names.get(child));
        box.setMaxWidth(160);
        box.setOnAction(event -> whatIf.leaveOut(child, box.isSelected()));
        return box;
    }

    private static String words(Judgement judgement) {
        if (!judgement.isWhatIf()) {
            return text("divergence.whatif.same");
        }
        List<Verdicts.Change> changes = judgement.changes();
        long sectors = changes.stream().mapToLong(Verdicts.Change::sectors).sum();
        return sectors == 0
                ? text("divergence.whatif.none")
                : text("divergence.whatif.changes", Long.toString(sectors), changes.stream()
                        .map(change -> text("divergence.whatif.change", Long.toString(change.sectors()),
                                text("word." + change.from().word()), text("word." + change.to().word())))
                        .collect(Collectors.joining(", ")));
    }
}
