// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.TextColumn;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.app.model.PlaceWords;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.ScanPlaces;

/** The divergent runs, a row each. Sorting is asked of somebody else: it takes its time. */
final class RunTable extends TableView<DivergentRun> {

    /** Room for a vertical scroll bar, in pixels. */
    private static final double SCROLL_BAR = 18;

    /** Rows that stay picked when the runs are listed anew: each is looked for. */
    private static final int MOST_KEPT = 100;

    private final TableColumn<DivergentRun, String> explained;
    private final TableColumn<DivergentRun, String> damage;
    private final TableColumn<DivergentRun, String> unreadable;
    private List<String> names = List.of();
    private final TableColumn<DivergentRun, String> place;
    private Places.State places = new Places.State.Unknown();
    private RunList.Order order = RunList.Order.BY_SECTOR;

    /**
     * An empty table.
     *
     * @param go
     *            called with the run that was clicked or entered
     * @param sort
     *            called when another order is wanted
     * @param kind
     *            what kind of damage a run is, in words; empty while that is not known
     */
    RunTable(Consumer<DivergentRun> go, Consumer<RunList.Order> sort, Function<DivergentRun, String> kind) {
        setId("divergence-table");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getStyleClass().addAll("divergence-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        setAccessibleText(text("divergence.title"));
        setPlaceholder(new Label(text("divergence.none")));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("sector", RunList.Key.SECTOR, 150, run -> "0x%X / %d".formatted(run.range().first(),
                run.range().first()));
        column("count", RunList.Key.COUNT, 70, run -> Long.toString(run.range().count()));
        column("pattern", RunList.Key.PATTERN, 80, run -> run.ruling().pattern());
        column("votes", RunList.Key.VOTES, 60, run -> votes(run.ruling()));
        column("verdict", RunList.Key.VERDICT, 120, RunTable::verdict);
        explained = column("explained", RunList.Key.EXPLAINED, 110, RunTable::explained);
        explained.setVisible(false);
        column("outvoted", null, 90, run -> members(run.ruling().outvoted()));
        unreadable = column("unreadable", null, 90, run -> members(run.ruling().unreadable()));
        damage = column("damage", null, 130, kind);
        damage.setVisible(false);
        place = column("place", null, 150, run -> at(run, PlaceWords::where));
        column("file", null, 260, run -> at(run, PlaceWords::file));
        widthProperty().subscribe(this::fit);
        setSortPolicy(table -> {
            RunList.Order wanted = wanted();
            if (!wanted.equals(order)) {
                order = wanted;
                sort.accept(wanted);
            }
            return true;
        });
        setRowFactory(table -> {
            TableRow<DivergentRun> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (!row.isEmpty()) {
                    go.accept(row.getItem());
                }
            });
            return row;
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            DivergentRun chosen = getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && chosen != null) {
                go.accept(chosen);
                key.consume();
            }
        });
    }

    private TableColumn<DivergentRun, String> column(String name, RunList.@Nullable Key key, double width,
            Function<DivergentRun, String> words) {
        TextColumn<DivergentRun> column = new TextColumn<>(text("divergence." + name), width, words);
        column.setSortable(key != null);
        column.setUserData(key);
        getColumns().add(column);
        return column;
    }

    /** The place gives way where not all titles have room: the file, beside it, tells more. */
    private void fit() {
        double others = getColumns().stream().filter(column -> !column.equals(place) && column.isVisible())
                .mapToDouble(TableColumn::getMinWidth).sum();
        place.setVisible(getWidth() <= 0 || others + place.getMinWidth() + SCROLL_BAR <= getWidth());
    }

    private RunList.Order wanted() {
        return getSortOrder().isEmpty() || !(getSortOrder().getFirst().getUserData() instanceof RunList.Key key)
                ? RunList.Order.BY_SECTOR
                : new RunList.Order(key, getSortOrder().getFirst().getSortType() == TableColumn.SortType.DESCENDING);
    }

    private String at(DivergentRun run, Function<List<ScanPlaces.At>, String> words) {
        return switch (places) {
            case Places.State.Unknown() -> "";
            case Places.State.Searching() -> "...";
            case Places.State.Known known -> words.apply(known.finder().at(run.range()));
        };
    }

    /** Shows what lies at the runs, as far as it is known by now. */
    void show(Places.State known) {
        places = known;
        refresh();
    }

    private static String verdict(DivergentRun run) {
        String verdict = text("word." + run.ruling().verdict().word());
        return run.suspectWinner() ? text("divergence.verdict.suspect", verdict) : verdict;
    }

    private static String explained(DivergentRun run) {
        return run.explained().map(MemberWords::reason).orElseGet(() -> text("members.reason.none"));
    }

    /** Nothing where no vote is held. */
    private static String votes(Ruling ruling) {
        return ruling.votes().isPresent() ? Integer.toString(ruling.votes().getAsInt()) : "";
    }

    private String members(List<Integer> children) {
        return children.stream().map(names::get).collect(Collectors.joining(" "));
    }

    /**
     * Shows these runs.
     *
     * @param children
     *            the names of the scan's children
     * @param members
     *            whether they are members, so that a divergence is explained or not
     */
    void show(RunList runs, List<String> children, boolean members) {
        names = children;
        explained.setVisible(members);
        // A column in which there is nothing takes room from those in which there is.
        unreadable.setVisible(runs.isUnreadable());
        fit();
        List<DivergentRun> chosen = getSelectionModel().getSelectedItems().stream().limit(MOST_KEPT).toList();
        setItems(FXCollections.observableList(runs));
        getSelectionModel().clearSelection();
        chosen.stream().map(runs::indexOf).filter(at -> at >= 0).forEach(getSelectionModel()::select);
    }

    /** Shows what kind of damage the runs are, once that is known. */
    void showDamage(boolean known) {
        damage.setVisible(known);
        fit();
        refresh();
    }

    RunList.Order order() {
        return order;
    }
}
