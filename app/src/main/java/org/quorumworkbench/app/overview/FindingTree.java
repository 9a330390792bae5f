// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Damage;
import org.quorumworkbench.app.model.DamageWords;
import org.quorumworkbench.app.model.Survey;

/** What was found, in groups; no winner first. */
final class FindingTree extends VBox {

    private final TreeTableView<FindingRow> table = new TreeTableView<>();
    private final SegmentedButton groupings = new SegmentedButton();
    private final Label count = new Label();
    private final BiConsumer<Survey, Damage> selected;
    private FindingRow.Grouping grouping = FindingRow.Grouping.CHILD;
    private @Nullable Survey survey;
    private @Nullable Damage chosen;
    private boolean showing;

    /**
     * @param selected
     *            hears which damage is looked at
     * @param go
     *            goes to it
     */
    FindingTree(BiConsumer<Survey, Damage> selected, Consumer<Damage> go) {
        this.selected = selected;
        setMinWidth(0);
        for (FindingRow.Grouping one : FindingRow.Grouping.values()) {
            String key = "overview.by." + one.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(text(key));
            button.setId(key.replace('.', '-'));
            button.setMinWidth(Region.USE_PREF_SIZE);
            LateTip.on(button, () -> text("overview.by.tip"));
            button.setUserData(one);
            button.setSelected(one == grouping);
            button.setOnAction(event -> group(one));
            groupings.getButtons().add(button);
        }
        count.setId("overview-count");
        count.setMinWidth(0);
        LateTip.on(count, count::getText);
        Label title = new Label(text("overview.findings"));
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox tools = new HBox(8, title, count, gap, groupings);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        table.setId("overview-findings");
        table.getStyleClass().addAll("lab-table", "finding-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        table.setAccessibleText(text("overview.findings"));
        table.setShowRoot(false);
        table.setPlaceholder(new Label(text("overview.none")));
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        column("where", 190, FindingRow::title, "");
        column("kind", 130, FindingRow::kind, "");
        column("children", 100, FindingRow::children, "");
        column("sectors", 76, row -> number(row.sectors()), "number-column");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(tools, table);
        table.getSelectionModel().selectedItemProperty().subscribe(this::select);
        hear(go);
    }

    private void hear(Consumer<Damage> go) {
        table.setRowFactory(made -> {
            TreeTableRow<FindingRow> row = new TreeTableRow<>();
            row.setOnMouseClicked(click -> {
                if (click.getClickCount() == 2 && row.getItem() instanceof FindingRow.One one) {
                    go.accept(one.damage());
                }
            });
            return row;
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            TreeItem<FindingRow> item = table.getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && item != null) {
                if (item.getValue() instanceof FindingRow.One one) {
                    go.accept(one.damage());
                } else {
                    item.setExpanded(!item.isExpanded());
                }
                key.consume();
            }
        });
    }

    private void column(String name, double width, Function<FindingRow, String> words, String style) {
        TreeTableColumn<FindingRow, FindingRow> column = new TreeTableColumn<>(text("overview." + name));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
        column.setCellFactory(made -> cell(words, style));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    private static TreeTableCell<FindingRow, FindingRow> cell(Function<FindingRow, String> words, String style) {
        TreeTableCell<FindingRow, FindingRow> cell = new TreeTableCell<>() {
            @Override
            protected void updateItem(@Nullable FindingRow row, boolean empty) {
                super.updateItem(row, empty);
                getStyleClass().removeIf(one -> one.startsWith("kind-") || one.equals("finding-group"));
                if (row == null || empty) {
                    setText(null);
                    return;
                }
                setText(words.apply(row));
                getStyleClass().add(row instanceof FindingRow.Group ? "finding-group" : "kind-" + row.worst().word());
            }
        };
        if (!style.isEmpty()) {
            cell.getStyleClass().add(style);
        }
        LateTip.on(cell, () -> cell.getText() == null ? "" : cell.getText());
        return cell;
    }

    /** Puts the focus on the list, and on its first finding. */
    void focusList() {
        table.requestFocus();
    }

    private void group(FindingRow.Grouping wanted) {
        grouping = wanted;
        groupings.getButtons().forEach(button -> button.setSelected(wanted.equals(button.getUserData())));
        Survey now = survey;
        if (now != null) {
            show(now);
        }
    }

    /** Shows the findings of one child. */
    void showChild(int child) {
        group(FindingRow.Grouping.CHILD);
        table.getRoot().getChildren().stream()
                .filter(item -> item.getValue() instanceof FindingRow.Group of && of.position() == child).findFirst()
                .ifPresent(item -> {
                    item.setExpanded(true);
                    table.getSelectionModel().select(item);
                    table.scrollTo(table.getRow(item));
                    table.requestFocus();
                });
    }

    void show(Survey now) {
        survey = now;
        showing = true;
        TreeItem<FindingRow> root = FindingRow.tree(now, grouping);
        table.setRoot(root);
        showing = false;
        long sectors = now.verdicts().divergent();
        String all = now.damages().size() == 1 && now.rest() == 0
                ? text("overview.count.one", DamageWords.sectors(sectors))
                : text("overview.count", number(now.damages().size()), DamageWords.sectors(sectors));
        count.setText(now.rest() > 0 ? all + "; " + text("overview.rest", number(now.rest())) : all);
        Optional<TreeItem<FindingRow>> again = again(root);
        again.ifPresent(item -> table.getSelectionModel().select(item));
    }

    /** The damage that was looked at before; else the first one. */
    private Optional<TreeItem<FindingRow>> again(TreeItem<FindingRow> root) {
        List<TreeItem<FindingRow>> all = root.getChildren().stream().flatMap(group -> group.getChildren().stream())
                .toList();
        Damage before = chosen;
        return all.stream().filter(item -> before != null && item.getValue() instanceof FindingRow.One one
                && one.damage().first().first() == before.first().first()).findFirst()
                .or(() -> all.stream().findFirst());
    }

    private void select(@Nullable TreeItem<FindingRow> item) {
        Survey now = survey;
        if (!showing && now != null && item != null && item.getValue() instanceof FindingRow.One one) {
            chosen = one.damage();
            selected.accept(now, one.damage());
        }
    }
}
