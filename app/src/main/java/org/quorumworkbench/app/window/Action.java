// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.NamedKey;

/**
 * Something a person can do at the window: one text, one key, one condition, wherever it is
 * offered.
 *
 * @param title
 *            its name
 * @param key
 *            its key; null if it has none
 * @param run
 *            what it does
 * @param disabled
 *            while it cannot be done
 */
record Action(String title, @Nullable NamedKey key, Runnable run, ObservableBooleanValue disabled) {

    static Action of(String name, @Nullable String key, ObservableBooleanValue disabled, Runnable run) {
        return new Action(text(name), key == null ? null : NamedKey.of(key), run, disabled);
    }

    /** The key as it is printed on a keyboard; empty if there is none. */
    String keyWords() {
        return key == null ? "" : key.getDisplayText();
    }

    /** The name, and the key if there is one. */
    String tip() {
        return key == null ? title : text("tip.key", title, key.getDisplayText());
    }

    /** Gives the key to a menu's item. */
    void putKeyOn(MenuItem item) {
        if (key != null) {
            item.setAccelerator(key.accelerator());
        }
    }

    MenuItem menuItem() {
        MenuItem item = new MenuItem(title);
        putKeyOn(item);
        item.setOnAction(event -> run.run());
        item.disableProperty().bind(disabled);
        return item;
    }

    Button button(Ikon icon) {
        Button button = new Button("", new FontIcon(icon));
        LateTip.on(button, () -> tip());
        button.setAccessibleText(tip());
        button.setOnAction(event -> run.run());
        button.disableProperty().bind(disabled);
        button.setFocusTraversable(true);
        return button;
    }
}
