// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
        column("runs", 70, group -> number(group.runs()));
        column("count", 80, group -> number(group.sectors()));
        column("nowinner", 90, group -> group.noWinner() == 0 ? "" : number(group.noWinner()));
        column("outvoted", 140, group -> group.dissenters().stream().map(names::get)
                .collect(Collectors.joining(" ")));
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

    private void column(String name, double width, Function<FileGroup, String> words) {
        TextColumn<FileGroup> column = new TextColumn<>(text("divergence." + name), width, words);
        // Rows come sorted by what matters.
        column.setSortable(false);
        getColumns().add(column);
    }

    void show(List<FileGroup> groups, List<String> children) {
        names = children;
        getItems().setAll(groups);
    }
}
