// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCombination;

/** What can be done with bytes, by a right click. */
final class HexMenu extends ContextMenu {

    private final List<MenuItem> copying = new ArrayList<>();

    /**
     * @param copy
     *            copies the selected bytes
     */
    HexMenu(Consumer<HexSelection.Form> copy, BooleanSupplier isSelected) {
        for (HexSelection.Form form : HexSelection.Form.values()) {
            MenuItem item = new MenuItem(text("hex.copy." + form.name().toLowerCase(Locale.ROOT)));
            item.setOnAction(event -> copy.accept(form));
            copying.add(item);
        }
        getItems().addAll(copying);
        setOnShowing(event -> copying.forEach(item -> item.setDisable(!isSelected.getAsBoolean())));
    }

    void addFolding(BooleanProperty folding, KeyCombination key) {
        CheckMenuItem fold = new CheckMenuItem(text("hex.fold", key.getDisplayText()));
        fold.selectedProperty().bindBidirectional(folding);
        getItems().addAll(new SeparatorMenuItem(), fold);
    }

    void addFind(Runnable open, KeyCombination key) {
        MenuItem find = new MenuItem(text("hex.find", key.getDisplayText()));
        find.setOnAction(event -> open.run());
        getItems().add(find);
    }

    void addModes(ObjectProperty<HexPane.Mode> mode) {
        getItems().add(new SeparatorMenuItem());
        ToggleGroup modes = new ToggleGroup();
        for (HexPane.Mode choice : HexPane.Mode.values()) {
            RadioMenuItem item = new RadioMenuItem(text("hex.mode." + choice.name().toLowerCase(Locale.ROOT)));
            item.setToggleGroup(modes);
            item.setOnAction(event -> mode.set(choice));
            mode.subscribe(now -> item.setSelected(now == choice));
            getItems().add(item);
        }
    }
}
