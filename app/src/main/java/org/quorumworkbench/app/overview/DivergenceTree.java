// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.quorumworkbench.app.control.OneOf;
import org.quorumworkbench.app.model.DivergentPlace;
import org.quorumworkbench.app.model.DivergentPlaceRow;
import org.quorumworkbench.app.model.DivergentPlaceWords;
import org.quorumworkbench.app.model.Survey;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.DivergenceMap;

/** What was found, in groups; no winner first. */
final class DivergenceTree extends VBox {

    private static final double LEAST_WIDTH = 40;
    /** More groups than these begin folded. */
    private static final int UNFOLDED = 3;

    private final TreeTableView<DivergentPlaceRow> table = new TreeTableView<>();
    private final NeededWidths<DivergentPlaceRow> widths = new NeededWidths<>(table,
            DivergentPlaceRow.Group.class::isInstance);
    private final SegmentedButton groupings = new SegmentedButton();
    private final Label count = new Label();
    private final Function<DivergentPlaceRow.Grouping, List<DivergentPlaceRow.Group>> rows;
    private final BiConsumer<Survey, DivergentPlace> selected;
    private final Consumer<DivergentPlace> picked;
    private final Label title = new Label();
    private DivergentPlaceRow.Grouping grouping = DivergentPlaceRow.Grouping.CHILD;
    private DivergentPlaceRow.Grouping shownBy = grouping;
    /** Whether the person chose how they are put together. */
    private boolean grouped;
    private @Nullable Survey survey;
    private @Nullable DivergentPlace chosen;
    private boolean showing;
    /** Whether a row is selected here, and not by the person. */
    private boolean following;

    /**
     * @param rows
     *            the groups of what is shown
     * @param selected
     *            hears which place is looked at, and again when another survey has it too
     * @param picked
     *            hears which one the person has selected
     * @param go
     *            goes to it
     */
    DivergenceTree(Function<DivergentPlaceRow.Grouping, List<DivergentPlaceRow.Group>> rows,
            BiConsumer<Survey, DivergentPlace> selected, Consumer<DivergentPlace> picked,
            Consumer<DivergentPlace> go) {
        this.rows = rows;
        this.selected = selected;
        this.picked = picked;
        setMinWidth(0);
        for (DivergentPlaceRow.Grouping one : DivergentPlaceRow.Grouping.values()) {
            String key = "overview.by." + one.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(text(key));
            button.setId(key.replace('.', '-'));
            button.setMinWidth(Region.USE_PREF_SIZE);
            LateTip.on(button, () -> text("overview.by.tip"));
            button.setUserData(one);
            button.setSelected(one == grouping);
            button.setOnAction(event -> {
                grouped = true;
                group(one);
            });
            groupings.getButtons().add(button);
        }
        count.setId("overview-count");
        count.setMinWidth(0);
        LateTip.on(count, count::getText);
        title.setText(text("overview.findings"));
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
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        column("where", 164, DivergentPlaceRow::title, "");
        column("kind", 190, DivergentPlaceRow::kind, "");
        column("children", 90, DivergentPlaceRow::children, "");
        column("sectors", 96, row -> number(row.sectors()), "number-column");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(tools, table);
        table.getSelectionModel().selectedItemProperty().subscribe(this::select);
        hear(go);
    }

    private void hear(Consumer<DivergentPlace> go) {
        table.setRowFactory(made -> {
            TreeTableRow<DivergentPlaceRow> row = new TreeTableRow<>();
            row.setOnMouseClicked(click -> {
                if (click.getClickCount() == 2 && row.getItem() instanceof DivergentPlaceRow.One one) {
                    go.accept(one.place());
                }
            });
            return row;
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            TreeItem<DivergentPlaceRow> item = table.getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && item != null) {
                if (item.getValue() instanceof DivergentPlaceRow.One one) {
                    go.accept(one.place());
                } else {
                    item.setExpanded(!item.isExpanded());
                }
                key.consume();
            }
        });
    }

    private void column(String name, double width, Function<DivergentPlaceRow, String> words, String style) {
        TreeTableColumn<DivergentPlaceRow, DivergentPlaceRow> column = new TreeTableColumn<>(text("overview." + name));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
        column.setCellFactory(made -> cell(words, style));
        if (!style.isEmpty()) {
            column.getStyleClass().add(style);
        }
        column.setPrefWidth(width);
        if (style.isEmpty()) {
            widths.add(column, words);
        }
        // A number is shown whole, and so is its title; words may be cut, their whole is in a tooltip.
        column.setMinWidth("number-column".equals(style) ? width : LEAST_WIDTH);
        column.setSortable(false);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    private static TreeTableCell<DivergentPlaceRow, DivergentPlaceRow> cell(Function<DivergentPlaceRow, String> words,
            String style) {
        TreeTableCell<DivergentPlaceRow, DivergentPlaceRow> cell = new TreeTableCell<>() {
            @Override
            protected void updateItem(@Nullable DivergentPlaceRow row, boolean empty) {
                super.updateItem(row, empty);
                Optional<DivergentPlaceRow> shown = Optional.ofNullable(empty ? null : row);
                setText(shown.map(words).orElse(null));
                boolean group = row instanceof DivergentPlaceRow.Group;
                OneOf.style(this, "finding-", shown.filter(_ -> group).map(_ -> "group"));
                OneOf.style(this, "kind-", shown.filter(_ -> !group).map(one -> one.worst().word()));
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

    private void group(DivergentPlaceRow.Grouping wanted) {
        choose(wanted);
        Survey now = survey;
        if (now != null) {
            show(now);
        }
    }

    private void choose(DivergentPlaceRow.Grouping wanted) {
        grouping = wanted;
        groupings.getButtons().forEach(button -> button.setSelected(wanted.equals(button.getUserData())));
    }

    /** Shows the findings of one child. */
    void showChild(int child) {
        grouped = true;
        group(DivergentPlaceRow.Grouping.CHILD);
        table.getRoot().getChildren().stream()
                .filter(item -> item.getValue() instanceof DivergentPlaceRow.Group of && of.position() == child)
                .findFirst()
                .ifPresent(item -> {
                    item.setExpanded(true);
                    table.getSelectionModel().select(item);
                    table.scrollTo(table.getRow(item));
                    table.requestFocus();
                });
    }

    /** Shows what was found; what was folded and looked at stays so, if it is still there. */
    void show(Survey now) {
        survey = now;
        if (!grouped) {
            // Files say most, where there are any.
            choose(now.places().stream().anyMatch(place -> DivergentPlaceWords.file(place).isPresent())
                    ? DivergentPlaceRow.Grouping.FILE
                    : DivergentPlaceRow.Grouping.CHILD);
        }
        title.setText(text(now.diagnosed() ? "overview.findings.diagnosed" : "overview.findings"));
        TreeItem<DivergentPlaceRow> before = table.getSelectionModel().getSelectedItem();
        Map<String, Boolean> unfolded = shownBy == grouping ? unfolded() : Map.of();
        shownBy = grouping;
        TreeItem<DivergentPlaceRow> root = root(unfolded);
        widths.show(root.getChildren().stream().flatMap(group -> Stream.concat(Stream.of(group.getValue()),
                group.getChildren().stream().map(TreeItem::getValue))).toList());
        showing = true;
        table.setRoot(root);
        showing = false;
        long sectors = now.verdicts().divergent();
        String all = now.places().size() == 1 && now.rest() == 0
                ? text("overview.count.one", DivergentPlaceWords.sectors(sectors))
                : text("overview.count", number(now.places().size()), DivergentPlaceWords.sectors(sectors));
        count.setText(now.rest() > 0 ? all + "; " + text("overview.rest", number(now.rest())) : all);
        Label none = new Label(text(isWhole(now) ? "overview.none" : "overview.none.part"));
        none.setWrapText(true);
        table.setPlaceholder(none);
        following = true;
        again(root, before == null ? null : before.getValue());
        following = false;
    }

    private static boolean isWhole(Survey now) {
        DivergenceMap map = now.verdicts().map();
        return map.scanned().count() == map.sectors();
    }

    private Map<String, Boolean> unfolded() {
        TreeItem<DivergentPlaceRow> root = table.getRoot();
        return root == null
                ? Map.of()
                : root.getChildren().stream()
                        .collect(Collectors.toMap(group -> group.getValue().title(), TreeItem::isExpanded));
    }

    private TreeItem<DivergentPlaceRow> root(Map<String, Boolean> unfolded) {
        List<DivergentPlaceRow.Group> groups = rows.apply(grouping);
        TreeItem<DivergentPlaceRow> root = new TreeItem<>();
        for (DivergentPlaceRow.Group row : groups) {
            TreeItem<DivergentPlaceRow> group = new TreeItem<>(row);
            group.getChildren()
                    .setAll(row.places().stream().map(place -> new TreeItem<DivergentPlaceRow>(place)).toList());
            group.setExpanded(unfolded.getOrDefault(row.title(),
                    row.worst() != DivergentPlace.Kind.EXPLAINED
                            && (groups.size() <= UNFOLDED || root.getChildren().size() < UNFOLDED - 1)));
            root.getChildren().add(group);
        }
        root.setExpanded(true);
        return root;
    }

    /** Looks again at what was looked at before; else at the first place. */
    private void again(TreeItem<DivergentPlaceRow> root, @Nullable DivergentPlaceRow before) {
        List<TreeItem<DivergentPlaceRow>> all = root.getChildren().stream()
                .flatMap(group -> group.getChildren().stream()).toList();
        DivergentPlace looked = chosen;
        chosen = null;
        Optional<TreeItem<DivergentPlaceRow>> place = all.stream()
                .filter(item -> looked != null && item.getValue() instanceof DivergentPlaceRow.One one
                        && one.place().first().first() == looked.first().first())
                .findFirst().or(() -> all.stream().findFirst());
        Optional<TreeItem<DivergentPlaceRow>> group = root.getChildren().stream()
                .filter(item -> before instanceof DivergentPlaceRow.Group was
                        && item.getValue().title().equals(was.title()))
                .findFirst();
        place.ifPresent(item -> {
            // To select what is in a folded group would unfold it.
            if (group.isEmpty() && item.getParent().isExpanded()) {
                table.getSelectionModel().select(item);
            } else {
                select(item);
            }
        });
        group.ifPresent(item -> table.getSelectionModel().select(item));
    }

    private void select(@Nullable TreeItem<DivergentPlaceRow> item) {
        Survey now = survey;
        if (!showing && now != null && item != null && item.getValue() instanceof DivergentPlaceRow.One one) {
            chosen = one.place();
            selected.accept(now, one.place());
            if (!following && table.isFocused()) {
                picked.accept(one.place());
            }
        }
    }

    /** Selects what lies in the range, if what is looked at does not lie there. */
    void follow(SectorRange range) {
        TreeItem<DivergentPlaceRow> root = table.getRoot();
        DivergentPlace looked = chosen;
        if (survey == null || root == null || (looked != null && looked.meets(range))) {
            return;
        }
        root.getChildren().stream().flatMap(group -> group.getChildren().stream())
                .filter(item -> item.getValue() instanceof DivergentPlaceRow.One one && one.place().meets(range))
                .findFirst().ifPresent(item -> {
                    following = true;
                    // What is in a folded group has no row.
                    item.getParent().setExpanded(true);
                    table.getSelectionModel().select(item);
                    table.scrollTo(Math.max(0, table.getRow(item) - 1));
                    following = false;
                });
    }

    /** Nothing is known any more. */
    void forget() {
        survey = null;
        chosen = null;
        grouped = false;
    }
}
