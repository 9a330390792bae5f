// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.quorumworkbench.app.control.CopiedRows;
import org.quorumworkbench.app.control.TextColumn;
import org.quorumworkbench.core.block.SectorRange;

/** The divergent runs by file, a row a file. */
final class FileTable extends TableView<FileGroup> {

    private List<String> names = List.of();

    /**
     * An empty table.
     *
     * @param go
     *            goes to the first run of the row that was clicked or entered
     */
    FileTable(Consumer<SectorRange> go) {
        setId("divergence-files");
        getStyleClass().addAll("divergence-table", Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        setAccessibleText(text("divergence.files"));
        setPlaceholder(new Label(text("divergence.none")));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("file", 320, FileGroup::name);
        amount("runs", 70, FileGroup::runs);
        amount("count", 80, FileGroup::sectors);
        amount("nowinner", 90, FileGroup::noWinner);
        column("outvoted", 140, this::dissenters);
        CopiedRows.of(this, (column, group) -> String.valueOf(column.getCellData(group)));
        setRowFactory(table -> {
            TableRow<FileGroup> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (!row.isEmpty()) {
                    go.accept(row.getItem().first());
                }
            });
            return row;
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            FileGroup chosen = getSelectionModel().getSelectedItem();
            if (key.getCode() == KeyCode.ENTER && chosen != null) {
                go.accept(chosen.first());
                key.consume();
            }
        });
    }

    private String dissenters(FileGroup group) {
        return group.dissenters().stream().map(names::get).collect(Collectors.joining(" "));
    }

    private void amount(String name, double width, ToLongFunction<FileGroup> value) {
        TextColumn<FileGroup> column = column(name, width,
                group -> value.applyAsLong(group) == 0 ? "" : number(value.applyAsLong(group)));
        column.setComparator(Comparator.comparingLong(FileTable::amount));
        column.getStyleClass().add("number-column");
    }

    /** The number that a cell shows, with whatever stands between its digits. */
    private static long amount(String cell) {
        String digits = cell.replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /** Rows come sorted by what matters; a person may want them otherwise. */
    private TextColumn<FileGroup> column(String name, double width, Function<FileGroup, String> words) {
        TextColumn<FileGroup> column = new TextColumn<>(text("divergence." + name), width, words);
        getColumns().add(column);
        return column;
    }

    void show(List<FileGroup> groups, List<String> children) {
        names = children;
        getItems().setAll(groups);
        sort();
    }
}
