// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.repair;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Picked;
import org.quorumworkbench.app.model.RepairModel;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.repair.PlanPolicy;
import org.quorumworkbench.core.repair.Refusal;
import org.quorumworkbench.core.repair.Selection;

/**
 * Where a person chooses which divergences are planned, and what is allowed that would be refused.
 */
public final class RepairWish extends VBox {

    private final ObservableValue<SectorRange> range;
    private final Consumer<String> wrong;
    private final FlowPane chosen = new FlowPane(6, 6);
    private final ComboBox<String> child = new ComboBox<>();
    private final CheckBox here = new CheckBox(text("repair.here"));
    private final CheckBox rows = new CheckBox();
    private final ObservableValue<List<Picked>> picked;
    private final TextField only = new TextField();
    private final CheckBox current = new CheckBox(text("repair.current"));
    private final Map<Refusal, CheckBox> allowed = new EnumMap<>(Refusal.class);

    /**
     * Makes the form.
     *
     * @param children
     *            of the quorum
     * @param range
     *            that is looked at
     * @param picked
     *            what was picked in tables
     * @param wrong
     *            is told, in a sentence, what cannot be understood
     */
    public RepairWish(ObservableValue<List<Child>> children, ObservableValue<SectorRange> range,
            ObservableValue<List<Picked>> picked, Consumer<String> wrong) {
        super(8);
        this.range = range;
        this.picked = picked;
        this.wrong = wrong;
        Label heading = new Label(text("repair.title"));
        heading.getStyleClass().add("heading");
        child.setId("repair-child");
        child.setAccessibleText(text("repair.child"));
        children.subscribe(now -> {
            child.getItems().setAll(text("repair.child.all"));
            now.forEach(each -> child.getItems().add(each.name()));
            child.getSelectionModel().selectFirst();
        });
        rows.setId("repair-picked");
        rows.setWrapText(true);
        rows.setMinHeight(Region.USE_PREF_SIZE);
        rows.managedProperty().bind(rows.visibleProperty());
        picked.subscribe(now -> {
            rows.setText(text("repair.picked", number(now.size()),
                    number(now.stream().mapToLong(one -> one.range().count()).sum())));
            rows.setVisible(!now.isEmpty());
            rows.setSelected(!now.isEmpty());
        });
        here.disableProperty().bind(rows.selectedProperty());
        here.setId("repair-here");
        only.setId("repair-only");
        only.setPromptText("class=zeroed,confidence=0.9");
        only.setAccessibleText(text("repair.only.tip"));
        LateTip.on(only, () -> text("repair.only.tip"));
        current.setId("repair-current");
        FlowPane overrides = new FlowPane(8, 4);
        for (Refusal refusal : Refusal.values()) {
            if (refusal.isOverridable()) {
                CheckBox box = new CheckBox(text("repair.allow." + refusal.word()));
                box.setId("repair-allow-" + refusal.word());
                LateTip.on(box, () -> text("repair.allow." + refusal.word() + ".tip"));
                box.setMinWidth(Region.USE_PREF_SIZE);
                allowed.put(refusal, box);
                overrides.getChildren().add(box);
            }
        }
        Label refused = new Label(text("repair.allow"));
        refused.getStyleClass().add("muted");
        refused.setWrapText(true);
        refused.setMinHeight(Region.USE_PREF_SIZE);
        here.setWrapText(true);
        current.setWrapText(true);
        getChildren().setAll(heading, chosen, rows, here, only, refused, overrides, current);
        chosen.getChildren().setAll(child);
    }

    /** Puts the button that plans where it is seen without scrolling. */
    void offer(Button plan) {
        chosen.getChildren().setAll(child, plan);
    }

    /** What was chosen; empty, and told, if it cannot be understood. */
    Optional<RepairModel.Wish> wish() {
        Set<Refusal> wanted = EnumSet.noneOf(Refusal.class);
        allowed.forEach((refusal, box) -> {
            if (box.isSelected()) {
                wanted.add(refusal);
            }
        });
        try {
            PlanPolicy.Source source = current.isSelected() ? PlanPolicy.Source.CURRENT : PlanPolicy.Source.VOTE;
            return clauses().map(clauses -> new RepairModel.Wish(Selection.of(clauses), wanted, source));
        } catch (Selection.NotUnderstood e) {
            wrong.accept(Wordings.of(e));
            return Optional.empty();
        }
    }

    /**
     * One that all has to meet; or one for each row that was picked: empty, and told, if none is of the
     * child.
     */
    private Optional<List<String>> clauses() {
        Optional<String> one = Optional.ofNullable(child.getValue())
                .filter(_ -> child.getSelectionModel().getSelectedIndex() > 0);
        List<String> parts = new ArrayList<>();
        if (!only.getText().isBlank()) {
            parts.add(only.getText().strip());
        }
        if (rows.isSelected()) {
            return picked(one, parts);
        }
        one.ifPresent(name -> parts.addFirst("child=" + name));
        SectorRange looked = range.getValue();
        if (here.isSelected() && !looked.isEmpty()) {
            parts.add("sector=" + looked.first() + "+" + looked.count());
        }
        return Optional.of(parts.isEmpty() ? List.of() : List.of(String.join(",", parts)));
    }

    private Optional<List<String>> picked(Optional<String> one, List<String> parts) {
        List<String> clauses = picked.getValue().stream().flatMap(row -> row.clause(one).stream())
                .map(clause -> String.join(",", Stream.concat(Stream.of(clause), parts.stream()).toList())).toList();
        if (clauses.isEmpty()) {
            wrong.accept(text("repair.picked.none"));
            return Optional.empty();
        }
        return Optional.of(clauses);
    }
}
