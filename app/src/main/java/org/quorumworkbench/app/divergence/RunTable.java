// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.CopiedRows;
import org.quorumworkbench.app.control.NamedKey;
import org.quorumworkbench.app.control.TextColumn;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.app.model.PlaceWords;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.ScanPlaces;

/** The divergent runs, a row each. Sorting is asked of somebody else: it takes its time. */
final class RunTable extends TableView<DivergentRun> {

    private static final Set<RunList.Key> NUMBERS = Set.of(RunList.Key.SECTOR, RunList.Key.COUNT, RunList.Key.VOTES);

    private static final NamedKey GO = NamedKey.of(KeyCode.ENTER);

    /** Room for a vertical scroll bar, in pixels. */
    private static final double SCROLL_BAR = 18;

    /** Rows that stay picked when the runs are listed anew: each is looked for. */
    private static final int MOST_KEPT = 100;

    /** Of a figure in a cell, and beside all of them, in pixels. */
    private static final double FIGURE = 7.3;
    private static final double BESIDE = 20;

    private final TableColumn<DivergentRun, String> sector;
    private final TableColumn<DivergentRun, String> explained;
    private final TableColumn<DivergentRun, String> damage;
    private final TableColumn<DivergentRun, String> unreadable;
    private List<String> names = List.of();
    private Optional<RunList> runs = Optional.empty();
    private boolean following;
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
     * @param only
     *            shows only the runs that the filter shows
     */
    RunTable(Consumer<DivergentRun> go, Consumer<RunList.Order> sort, Function<DivergentRun, String> kind,
            Consumer<RunFilter> only) {
        setId("divergence-table");
        getStyleClass().addAll("divergence-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        setAccessibleText(text("divergence.title"));
        setPlaceholder(new Label(text("divergence.none")));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        sector = column("sector", RunList.Key.SECTOR, 150, run -> sector(run.range().first()));
        column("count", RunList.Key.COUNT, 70, run -> Long.toString(run.range().count()));
        column("pattern", RunList.Key.PATTERN, 80, run -> run.ruling().pattern());
        column("votes", RunList.Key.VOTES, 60, run -> votes(run.ruling()));
        column("verdict", RunList.Key.VERDICT, 120, RunTable::verdict);
        explained = column("explained", RunList.Key.EXPLAINED, 110, RunTable::explained);
        explained.setVisible(false);
        column("outvoted", RunList.Key.OUTVOTED, 90, run -> members(run.ruling().outvoted()));
        unreadable = column("unreadable", RunList.Key.UNREADABLE, 90, run -> members(run.ruling().unreadable()));
        damage = column("damage", RunList.Key.DAMAGE, 130, kind);
        damage.setVisible(false);
        place = column("place", RunList.Key.PLACE, 150, run -> at(run, PlaceWords::where));
        column("file", RunList.Key.FILE, 260, run -> at(run, PlaceWords::file));
        getColumns().stream().filter(column -> NUMBERS.contains(column.getUserData()))
                .forEach(column -> column.getStyleClass().add("number-column"));
        widthProperty().subscribe(this::fit);
        CopiedRows.of(this, RunTable::cellOf);
        getSelectionModel().selectedItemProperty().subscribe((before, now) -> {
            if (now != null && !following && isFocused() && getSelectionModel().getSelectedIndices().size() <= 1) {
                go.accept(now);
            }
        });
        setContextMenu(menu(go, only));
        setSortPolicy(table -> {
            RunList.Order wanted = wanted();
            if (!following && !wanted.equals(order)) {
                order = wanted;
                sort.accept(wanted);
            }
            return true;
        });
        setRowFactory(table -> {
            TableRow<DivergentRun> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (!row.isEmpty() && getSelectionModel().getSelectedIndices().size() <= 1) {
                    go.accept(row.getItem());
                }
            });
            return row;
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            DivergentRun chosen = getSelectionModel().getSelectedItem();
            if (key.getCode() == GO.code() && chosen != null) {
                go.accept(chosen);
                key.consume();
            }
        });
    }

    private static String cellOf(TableColumn<DivergentRun, ?> column, DivergentRun run) {
        return String.valueOf(column.getCellData(run));
    }

    private ContextMenu menu(Consumer<DivergentRun> go, Consumer<RunFilter> only) {
        MenuItem there = new MenuItem(text("tip.key", text("divergence.menu.go"), GO.getDisplayText()));
        there.setOnAction(event -> chosen().ifPresent(go));
        MenuItem copy = new MenuItem(text("tip.key", text("divergence.menu.copy"), CopiedRows.KEY.getDisplayText()));
        copy.setId("divergence-copy");
        copy.setOnAction(event -> CopiedRows.copy(this, RunTable::cellOf));
        MenuItem pattern = new MenuItem();
        pattern.setMnemonicParsing(false);
        pattern.setOnAction(
                event -> chosen().ifPresent(run -> only.accept(new RunFilter.Pattern(run.ruling().pattern()))));
        MenuItem all = new MenuItem(text("divergence.filter.all"));
        all.setOnAction(event -> only.accept(new RunFilter.All()));
        ContextMenu menu = new ContextMenu(there, copy, new SeparatorMenuItem(), pattern, all);
        menu.setOnShowing(event -> {
            List.of(there, copy, pattern).forEach(item -> item.setDisable(chosen().isEmpty()));
            pattern.setText(text("divergence.menu.pattern",
                    chosen().map(run -> run.ruling().pattern()).orElse("")));
        });
        return menu;
    }

    private Optional<DivergentRun> chosen() {
        return Optional.ofNullable(getSelectionModel().getSelectedItem());
    }

    /**
     * Selects the run that meets the range, if none that is selected does: where one is, is chosen
     * here.
     */
    void follow(SectorRange range) {
        // Several are picked to be copied or repaired.
        if (getSelectionModel().getSelectedIndices().size() > 1
                || chosen().filter(run -> run.range().overlaps(range)).isPresent()) {
            return;
        }
        int row = runs.map(listed -> listed.rowOf(range)).orElse(-1);
        following = true;
        if (row < 0) {
            getSelectionModel().clearSelection();
        } else {
            getSelectionModel().clearAndSelect(row);
            scrollTo(Math.max(0, row - 1));
        }
        following = false;
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

    private static String sector(long first) {
        return "0x%X / %d".formatted(first, first);
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
    void show(RunList now, List<String> children, boolean members) {
        names = children;
        explained.setVisible(members);
        // A column in which there is nothing takes room from those in which there is.
        unreadable.setVisible(now.isUnreadable());
        if (!now.isEmpty()) {
            // By its place a run is known: it is whole, in a narrow window too.
            sector.setMinWidth(Math.max(sector.getMinWidth(), BESIDE + FIGURE
                    * sector(Math.max(now.getFirst().range().first(), now.getLast().range().first())).length()));
        }
        fit();
        List<DivergentRun> before = getSelectionModel().getSelectedItems().stream().limit(MOST_KEPT).toList();
        following = true;
        runs = Optional.of(now);
        // A table forgets by what it is sorted when it is given other items.
        List<TableColumn<DivergentRun, ?>> sorted = List.copyOf(getSortOrder());
        setItems(FXCollections.observableList(now));
        getSortOrder().setAll(sorted);
        getSelectionModel().clearSelection();
        before.stream().map(now::indexOf).filter(at -> at >= 0).forEach(getSelectionModel()::select);
        following = false;
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
