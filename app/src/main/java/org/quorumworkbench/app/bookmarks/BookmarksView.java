// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.bookmarks;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.ColumnTitle;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Bookmarks;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.core.block.SectorRange;

/** The bookmarks with their notes: go there, write a note, forget. */
public final class BookmarksView extends BorderPane {

    private final Bookmarks bookmarks;
    private final TableView<Bookmark> table = new TableView<>();
    private final TextField note = new TextField();
    private @Nullable Node before;
    private boolean following;
    private final Consumer<SectorRange> goToRange;

    /**
     * Lists the bookmarks.
     *
     * @param range
     *            that is looked at
     * @param goToRange
     *            called with the range of a bookmark that a person chose
     * @param add
     *            marks the range that is looked at
     * @param load
     *            asks for a file, and marks the places that it notes
     */
    public BookmarksView(Bookmarks bookmarks, ObservableValue<SectorRange> range, Consumer<SectorRange> goToRange,
            Runnable add, Runnable load) {
        this.bookmarks = bookmarks;
        this.goToRange = goToRange;
        setId("bookmarks");
        BooleanBinding none = Bindings.isNull(table.getSelectionModel().selectedItemProperty());
        BooleanBinding never = Bindings.createBooleanBinding(() -> false);
        HBox tools = new HBox(6, button("add", never, add), button("load", never, load),
                button("go", none, () -> selected().ifPresent(mark -> goToRange.accept(mark.range()))),
                button("remove", none, () -> selected().ifPresent(this::remove)),
                new Label(text("bookmarks.note")), note);
        note.setId("bookmark-note");
        LateTip.on(note, () -> text("bookmarks.note.tip"));
        note.setAccessibleText(text("bookmarks.note.tip"));
        note.disableProperty().bind(none);
        note.setOnAction(event -> finish());
        note.focusedProperty().subscribe((was, focused) -> {
            if (was && !focused) {
                keep();
            }
        });
        HBox.setHgrow(note, Priority.ALWAYS);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        setTop(tools);
        setCenter(table());
        table.getSelectionModel().selectedItemProperty().subscribe((was, mark) -> {
            if (mark != null && !following && table.isFocused() && !mark.range().equals(range.getValue())) {
                goToRange.accept(mark.range());
            }
        });
        range.subscribe(this::follow);
        bookmarks.list().subscribe(() -> follow(range.getValue()));
    }

    /** What is selected then was not chosen, so that nobody is brought there. */
    private void remove(Bookmark mark) {
        following = true;
        bookmarks.remove(mark);
        following = false;
    }

    /** Selects the mark of the range, or none: where one is, is chosen here. */
    private void follow(SectorRange now) {
        if (selected().filter(mark -> mark.range().overlaps(now)).isPresent()) {
            return;
        }
        following = true;
        bookmarks.list().stream().filter(mark -> mark.range().overlaps(now)).findFirst()
                .ifPresentOrElse(mark -> {
                    table.getSelectionModel().select(mark);
                    table.scrollTo(mark);
                }, table.getSelectionModel()::clearSelection);
        following = false;
    }

    private static Button button(String name, BooleanBinding disabled, Runnable run) {
        Button button = new Button(text("bookmarks." + name));
        button.setId("bookmarks-" + name);
        LateTip.on(button, () -> text("bookmarks." + name + ".tip"));
        button.setAccessibleText(text("bookmarks." + name + ".tip"));
        button.disableProperty().bind(disabled);
        button.setOnAction(event -> run.run());
        return button;
    }

    private TableView<Bookmark> table() {
        table.setId("bookmark-table");
        table.setAccessibleText(text("bookmarks.title"));
        table.getStyleClass().addAll("dense", "lab-table");
        table.setItems(bookmarks.list());
        table.setPlaceholder(new Label(text("bookmarks.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<Bookmark, Long> first = number("bookmarks.first");
        first.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().first()));
        TableColumn<Bookmark, Long> count = number("bookmarks.count");
        count.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().count()));
        TableColumn<Bookmark, String> words = new TableColumn<>(text("bookmarks.note"));
        words.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().note()));
        table.getSelectionModel().selectedItemProperty()
                .subscribe(mark -> note.setText(mark == null ? "" : mark.note()));
        table.getColumns().add(first);
        table.getColumns().add(count);
        table.getColumns().add(words);
        table.getColumns().forEach(ColumnTitle::keepWhole);
        table.setRowFactory(view -> {
            TableRow<Bookmark> row = new TableRow<>();
            row.setOnMouseClicked(click -> {
                if (click.getClickCount() == 1 && !row.isEmpty()) {
                    goToRange.accept(row.getItem().range());
                }
            });
            return row;
        });
        table.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                selected().ifPresent(mark -> goToRange.accept(mark.range()));
            } else if (key.getCode() == KeyCode.DELETE) {
                selected().ifPresent(this::remove);
            }
        });
        return table;
    }

    private static TableColumn<Bookmark, Long> number(String title) {
        TableColumn<Bookmark, Long> column = new TableColumn<>(text(title));
        column.setMinWidth(90);
        column.setMaxWidth(170);
        column.getStyleClass().add("number-column");
        return column;
    }

    private Optional<Bookmark> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    private void keep() {
        selected().filter(mark -> !mark.note().equals(note.getText().strip())).ifPresent(mark -> {
            int row = table.getSelectionModel().getSelectedIndex();
            bookmarks.note(mark, note.getText());
            table.getSelectionModel().select(row);
        });
    }

    private void finish() {
        keep();
        Node back = before;
        if (back != null && back.getScene() != null) {
            back.requestFocus();
        } else {
            table.requestFocus();
        }
    }

    /** Chooses the bookmark and asks for its note; the focus then returns to where it was. */
    public void ask(Bookmark mark) {
        before = getScene() == null ? null : getScene().getFocusOwner();
        table.getSelectionModel().select(mark);
        table.scrollTo(mark);
        note.requestFocus();
        note.selectAll();
    }
}
