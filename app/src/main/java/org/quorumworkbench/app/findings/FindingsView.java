// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.findings;

import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.TextColumn;
import org.quorumworkbench.app.model.FindingWords;
import org.quorumworkbench.app.model.Findings;
import org.quorumworkbench.app.model.Picked;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Finding;

/**
 * The findings, a row each, and beside them why the chosen one is believed. To choose a row is to
 * go to where it is, and to go there, in whatever way, is to choose it.
 */
public final class FindingsView extends StackPane {

    /** Sectors that are gone to at once. */
    private static final long SHOWN = 8;

    private final Findings findings;
    private final ObservableValue<SectorRange> range;
    private final Consumer<SectorRange> go;
    private final Consumer<List<Picked>> repair;
    private final TableView<Finding> table = new TableView<>();
    private final TextArea evidence = new TextArea();
    private final ComboBox<String> kinds = new ComboBox<>();
    private final Label headline = new Label();
    private final BorderPane there = new BorderPane();
    private final Label empty = new Label();
    private final VBox nothing;
    private final OneAtATime<FindingColumn.Wanted, List<Finding>> lists;
    private FindingColumn.Order shownBy = FindingColumn.Order.AS_FOUND;
    private boolean offering;
    /** Whether a row is chosen here because one is there, so that nobody is brought there again. */
    private boolean following;

    /**
     * Shows what was found.
     *
     * @param background
     *            where findings are put in order
     * @param range
     *            that is looked at
     * @param go
     *            goes to a range
     * @param scan
     *            begins a scan, from which findings follow
     * @param repair
     *            plans a repair of those that were picked
     */
    public FindingsView(Background background, Findings findings, ObservableValue<SectorRange> range,
            Consumer<SectorRange> go, Runnable scan, Consumer<List<Picked>> repair) {
        this.findings = findings;
        this.range = range;
        lists = new OneAtATime<>(background, FindingColumn.Wanted::list, this::show, background::broken);
        this.go = go;
        this.repair = repair;
        setId("findings");
        empty.getStyleClass().add("muted");
        empty.setWrapText(true);
        Button begin = new Button(text("divergence.scan"));
        begin.setId("findings-scan");
        begin.setOnAction(event -> scan.run());
        begin.disableProperty().bind(findings.runningProperty());
        nothing = new VBox(8, empty, begin);
        nothing.setAlignment(Pos.CENTER);
        makeTable();
        evidence.setId("findings-evidence");
        evidence.setEditable(false);
        evidence.setWrapText(true);
        evidence.setPrefWidth(360);
        evidence.setPromptText(text("findings.elsewhere"));
        evidence.setAccessibleText(text("findings.evidence"));
        LateTip.on(evidence, () -> text("findings.evidence"));
        there.setCenter(new VBox(tools(), table));
        VBox.setVgrow(table, Priority.ALWAYS);
        there.setRight(evidence);
        getChildren().addAll(nothing, there);
        findings.foundProperty().subscribe(this::update);
        findings.runningProperty().subscribe(this::tellWaiting);
        range.subscribe((before, now) -> follow(now));
        // The view may be made when all is known already, or before anything is.
        tellWaiting();
        update();
    }

    private HBox tools() {
        kinds.setId("findings-filter");
        kinds.setPrefWidth(240);
        kinds.setMinWidth(USE_PREF_SIZE);
        kinds.setAccessibleText(text("findings.filter.tip"));
        LateTip.on(kinds, () -> text("findings.filter.tip"));
        kinds.valueProperty().addListener((property, before, now) -> {
            if (!offering) {
                list();
            }
        });
        headline.setId("findings-headline");
        headline.setWrapText(true);
        LateTip.on(headline, headline::getText);
        HBox.setHgrow(headline, Priority.ALWAYS);
        Button picked = new Button(text("findings.repair"));
        picked.setId("findings-repair");
        picked.setMinWidth(USE_PREF_SIZE);
        LateTip.on(picked, () -> text("findings.repair.tip"));
        picked.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedItems()));
        picked.setOnAction(event -> repair.accept(table.getSelectionModel().getSelectedItems().stream()
                .flatMap(finding -> Picked.of(finding, names()::get)).toList()));
        HBox tools = new HBox(8, kinds, headline, picked);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        return tools;
    }

    private void makeTable() {
        table.setId("findings-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getStyleClass().addAll("divergence-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        table.setAccessibleText(text("findings.title"));
        table.setPlaceholder(new Label(text("findings.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        for (FindingColumn column : FindingColumn.values()) {
            TextColumn<Finding> made = new TextColumn<>(text("findings." + column.word()), column.width(),
                    finding -> column.words(finding, names()));
            made.setUserData(column);
            table.getColumns().add(made);
        }
        table.setSortPolicy(sorted -> {
            if (!order().equals(shownBy)) {
                list();
            }
            return true;
        });
        table.setRowFactory(made -> {
            TableRow<Finding> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (!row.isEmpty() && isOneChosen()) {
                    goTo(row.getItem());
                }
            });
            return row;
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            Finding chosen = table.getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && chosen != null) {
                goTo(chosen);
                key.consume();
            }
        });
        table.getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            explain(now);
            if (now != null && !following && table.isFocused() && isOneChosen()) {
                goTo(now);
            }
        });
    }

    private FindingColumn.Order order() {
        return table.getSortOrder().isEmpty()
                || !(table.getSortOrder().getFirst().getUserData() instanceof FindingColumn column)
                        ? FindingColumn.Order.AS_FOUND
                        : new FindingColumn.Order(Optional.of(column),
                                table.getSortOrder().getFirst().getSortType() == TableColumn.SortType.DESCENDING);
    }

    private List<String> names() {
        return findings.foundProperty().get().map(Findings.Found::names).orElse(List.of());
    }

    private boolean isOneChosen() {
        return table.getSelectionModel().getSelectedIndices().size() <= 1;
    }

    /** Whoever is there already is not brought there again. */
    private void goTo(Finding finding) {
        SectorRange wanted = new SectorRange(finding.range().first(), Math.min(SHOWN, finding.range().count()));
        if (!range.getValue().equals(wanted)) {
            go.accept(wanted);
        }
    }

    /** Chooses what lies in the range, if what is chosen does not; nothing if nothing lies there. */
    private void follow(SectorRange now) {
        List<Finding> here = findings.foundProperty().get().map(found -> found.at(now)).orElse(List.of());
        // Several are picked to be repaired.
        Finding chosen = table.getSelectionModel().getSelectedItem();
        if (isOneChosen() && (chosen == null || !here.contains(chosen))) {
            choose(here.stream().mapToInt(table.getItems()::indexOf).filter(row -> row >= 0).findFirst().orElse(-1));
        }
    }

    private void choose(int row) {
        following = true;
        if (row < 0) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(row);
            table.scrollTo(Math.max(0, row - 1));
        }
        following = false;
    }

    private void tellWaiting() {
        empty.setText(text(findings.runningProperty().get() ? "findings.running" : "findings.empty"));
    }

    private void update() {
        Optional<Findings.Found> found = findings.foundProperty().get();
        there.setVisible(found.isPresent());
        nothing.setVisible(found.isEmpty());
        headline.setText(found.map(Findings.Found::headline).orElse(""));
        offering = true;
        String chosen = kinds.getValue();
        List<String> offered = new ArrayList<>(List.of(text("findings.filter.all")));
        found.ifPresent(shown -> offered.addAll(shown.kinds()));
        kinds.getItems().setAll(offered);
        kinds.setValue(chosen != null && offered.contains(chosen) ? chosen : offered.getFirst());
        offering = false;
        list();
    }

    private void list() {
        shownBy = order();
        Optional<Findings.Found> found = findings.foundProperty().get();
        if (found.isEmpty()) {
            lists.forget();
            table.getItems().clear();
            return;
        }
        String kind = kinds.getValue();
        boolean all = kind == null || kinds.getItems().indexOf(kind) <= 0;
        lists.ask(new FindingColumn.Wanted(found.get(), all ? Optional.empty() : Optional.ofNullable(kind), shownBy));
    }

    private void show(FindingColumn.Wanted wanted, List<Finding> made) {
        // Another order leaves what was looked at.
        Finding before = table.getSelectionModel().getSelectedItem();
        following = true;
        // In place: a table that is given another list forgets by what it is sorted.
        table.getItems().setAll(made);
        following = false;
        choose(made.isEmpty() ? -1 : Math.max(0, before == null ? -1 : made.indexOf(before)));
        if (before == null) {
            // Where nothing lies, the first one shows what there is to be read.
            wanted.found().at(range.getValue()).stream().mapToInt(made::indexOf).filter(row -> row >= 0).findFirst()
                    .ifPresent(this::choose);
        }
    }

    private void explain(@Nullable Finding finding) {
        evidence.setText(finding == null ? "" : String.join("\n", FindingWords.evidence(finding)));
    }
}
