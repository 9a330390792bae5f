// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/**
 * Every key, in two pairs of columns: the window's actions, and what works within the bytes or a
 * lesson.
 */
final class KeysPane extends GridPane {

    /** Keys that belong to a view rather than to the window; their texts name key and meaning. */
    private static final List<String> OTHERS = List.of("keys.all", "keys.ends", "keys.page", "keys.block",
            "keys.difference", "keys.differing", "keys.type", "keys.undo", "keys.size", "keys.details", "keys.fold",
            "keys.blink",
            "keys.pane", "keys.copy", "keys.teach.step", "keys.teach.play", "keys.teach.speed", "keys.teach.present",
            "keys.teach.answer", "keys.teach.skip", "keys.teach.algorithm");

    /** Between the two pairs of columns, in pixels. */
    private static final double BETWEEN = 16;

    KeysPane(List<Action> actions) {
        setId("keys");
        getStyleClass().add("keys-pane");
        List<Row> rows = new ArrayList<>();
        actions.stream().filter(action -> action.key() != null)
                .forEach(action -> rows.add(new Row(action.keyWords(), action.title())));
        OTHERS.forEach(other -> rows.add(new Row(text(other), text(other + ".what"))));
        int half = (rows.size() + 1) / 2;
        for (int i = 0; i < rows.size(); i++) {
            row(i % half, i / half * 2, rows.get(i).key(), rows.get(i).meaning());
        }
    }

    private record Row(String key, String meaning) {}

    private void row(int row, int column, String key, String meaning) {
        Label name = new Label(key);
        name.getStyleClass().add("key-name");
        name.setMinWidth(USE_PREF_SIZE);
        Label what = new Label(meaning);
        what.setMinWidth(USE_PREF_SIZE);
        if (column > 0) {
            setMargin(name, new Insets(0, 0, 0, BETWEEN));
        }
        add(name, column, row);
        add(what, column + 1, row);
    }
}
