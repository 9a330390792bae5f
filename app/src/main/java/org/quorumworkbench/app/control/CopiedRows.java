// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Rows of a table on the clipboard, as spreadsheets take them: a line of titles, then a line a row,
 * cells parted by tabs.
 */
public final class CopiedRows {

    /** The key that copies them. */
    public static final NamedKey KEY = NamedKey.of(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private CopiedRows() {}

    /**
     * Lets several rows be selected, and copied with the key.
     *
     * @param words
     *            what a column shows of a row
     */
    public static <T> void of(TableView<T> table, BiFunction<TableColumn<T, ?>, T, String> words) {
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (KEY.match(key)) {
                copy(table, words);
                key.consume();
            }
        });
    }

    /** Copies the selected rows, with the columns that are shown. */
    public static <T> void copy(TableView<T> table, BiFunction<TableColumn<T, ?>, T, String> words) {
        List<T> rows = List.copyOf(table.getSelectionModel().getSelectedItems());
        if (!rows.isEmpty()) {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT,
                    text(table.getVisibleLeafColumns(), rows, words)));
        }
    }

    private static <T> String text(List<TableColumn<T, ?>> columns, List<T> rows,
            BiFunction<TableColumn<T, ?>, T, String> words) {
        return Stream.concat(
                Stream.of(columns.stream().map(TableColumn::getText).collect(Collectors.joining("\t"))),
                rows.stream().map(row -> columns.stream().map(column -> cell(words.apply(column, row)))
                        .collect(Collectors.joining("\t"))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A tab or a line within a cell would make two of it. */
    private static String cell(String words) {
        return words.replaceAll("[\\t\\n\\r]", " ");
    }
}
