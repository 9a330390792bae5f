// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done, found by a part of its name, over the work until something is chosen
 * or Escape is pressed. The focus returns to where it was.
 */
final class CommandPalette extends VBox {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 380;

    private final StackPane over;
    private final List<Action> actions;
    private final TextField search = new TextField();
    private final ListView<Action> found = new ListView<>();
    private final @Nullable Node before;

    private CommandPalette(StackPane over, List<Action> actions) {
        this.over = over;
        this.actions = actions;
        this.before = over.getScene().getFocusOwner();
        setId("palette");
        getStyleClass().add("palette");
        setMaxSize(WIDTH, HEIGHT);
        StackPane.setAlignment(this, Pos.TOP_CENTER);
        search.setId("palette-search");
        search.setPromptText(text("palette.prompt"));
        search.setAccessibleText(text("palette.prompt"));
        search.textProperty().subscribe(words -> search(words));
        found.setId("palette-found");
        found.setAccessibleText(text("action.palette"));
        found.setFocusTraversable(false);
        found.setPlaceholder(new Label(text("palette.none")));
        found.setCellFactory(list -> new ActionCell());
        found.setOnMouseClicked(click -> run());
        VBox.setVgrow(found, Priority.ALWAYS);
        getChildren().addAll(search, found);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        search.focusedProperty().addListener((property, was, focused) -> {
            if (!focused) {
                close();
            }
        });
    }

    /** Opens it over the work, unless it is open. */
    static void open(StackPane over, List<Action> actions) {
        if (over.getChildren().stream().noneMatch(CommandPalette.class::isInstance)) {
            CommandPalette palette = new CommandPalette(over, actions);
            over.getChildren().add(palette);
            palette.search.requestFocus();
        }
    }

    private void search(String typed) {
        String[] words = typed.toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
        found.getItems().setAll(actions.stream()
                .filter(action -> Arrays.stream(words)
                        .allMatch(word -> action.title().toLowerCase(Locale.ROOT).contains(word)))
                .toList());
        found.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent key) {
        switch (key.getCode()) {
            case ESCAPE -> close();
            case ENTER -> run();
            case DOWN -> select(found.getSelectionModel().getSelectedIndex() + 1);
            case UP -> select(found.getSelectionModel().getSelectedIndex() - 1);
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void select(int row) {
        int there = Math.clamp(row, 0, Math.max(0, found.getItems().size() - 1));
        found.getSelectionModel().select(there);
        found.scrollTo(there);
    }

    private void run() {
        Action chosen = found.getSelectionModel().getSelectedItem();
        if (chosen != null && !chosen.disabled().get()) {
            close();
            chosen.run().run();
        }
    }

    private void close() {
        if (over.getChildren().remove(this) && before != null) {
            before.requestFocus();
        }
    }

    /** The action's name, and its key at the right. */
    private static final class ActionCell extends ListCell<Action> {
        private final Label title = new Label();
        private final Label key = new Label();
        private final HBox row;

        ActionCell() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            key.getStyleClass().add("key-name");
            row = new HBox(12, title, gap, key);
        }

        @Override
        protected void updateItem(@Nullable Action action, boolean empty) {
            super.updateItem(action, empty);
            if (action == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
            } else {
                title.setText(action.title());
                key.setText(action.keyWords());
                row.setDisable(action.disabled().get());
                setGraphic(row);
                setAccessibleText(action.tip());
            }
        }
    }
}
