// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.quorumworkbench.app.control.NamedKey;

/**
 * What can be done with bytes, and how they may be shown: by a right click, and in the menu bar.
 */
final class HexMenu {

    private final HexDeeds deeds;
    private final HexOptions options;
    private final List<MenuItem> items = new ArrayList<>();
    private final List<MenuItem> ofSelection = new ArrayList<>();

    /**
     * Items of its own: an item stands in one menu.
     *
     * @param typing
     *            whether bytes are typed over now
     */
    HexMenu(HexDeeds deeds, HexOptions options, ObservableBooleanValue typing, ObservableBooleanValue undoable,
            ObservableBooleanValue redoable) {
        this.deeds = deeds;
        this.options = options;
        selecting();
        items.add(new SeparatorMenuItem());
        typing(typing, undoable, redoable);
        items.add(new SeparatorMenuItem());
        seeing();
    }

    List<MenuItem> items() {
        return items;
    }

    /** Greys what needs selected bytes while there are none. */
    void opens() {
        ofSelection.forEach(item -> item.setDisable(!deeds.isSelected()));
    }

    private void selecting() {
        Menu copy = new Menu(text("hex.copy"));
        for (HexSelection.Form form : HexSelection.Form.values()) {
            String title = text("hex.copy." + form.name().toLowerCase(Locale.ROOT));
            copy.getItems().add(item(form == HexSelection.Form.HEX ? keyed(title, HexKeys.COPY) : title,
                    () -> deeds.copy(form)));
        }
        MenuItem save = item(keyed(text("hex.save"), HexKeys.SAVE), deeds::save);
        ofSelection.addAll(List.of(copy, save));
        items.addAll(List.of(copy, save, new SeparatorMenuItem(),
                item(keyed(text("hex.all"), HexKeys.ALL), deeds::selectAll),
                item(keyed(text("hex.block"), HexKeys.BLOCK), deeds::selectBlock),
                item(text("hex.find", HexKeys.FIND.getDisplayText()), deeds::find),
                item(keyed(text("hex.difference.next"), HexKeys.NEXT_DIFFERENCE), () -> deeds.toDifference(true)),
                item(keyed(text("hex.difference.previous"), HexKeys.PREVIOUS_DIFFERENCE),
                        () -> deeds.toDifference(false))));
    }

    private void typing(ObservableBooleanValue typing, ObservableBooleanValue undoable,
            ObservableBooleanValue redoable) {
        CheckMenuItem type = new CheckMenuItem(keyed(text("hex.type"), HexKeys.TYPE));
        type.setId("hex-menu-type");
        typing.subscribe(type::setSelected);
        type.setOnAction(event -> {
            deeds.type(false);
            type.setSelected(typing.get());
        });
        MenuItem undo = item(keyed(text("hex.undo"), HexKeys.UNDO), deeds::undo);
        undoable.subscribe(able -> undo.setDisable(!able));
        MenuItem redo = item(keyed(text("hex.redo"), HexKeys.REDO), deeds::redo);
        redoable.subscribe(able -> redo.setDisable(!able));
        items.addAll(List.of(type, undo, redo));
    }

    private void seeing() {
        items.add(check(text("hex.fold", HexKeys.FOLD.getDisplayText()), options.foldingProperty()));
        items.add(check(keyed(text("hex.differing"), HexKeys.DIFFERING), options.differingProperty()));
        items.add(item(keyed(text("hex.details"), HexKeys.DETAILS), deeds::toggleDetails));
        Menu panes = new Menu(text("hex.panes"));
        ToggleGroup modes = new ToggleGroup();
        for (HexPane.Mode choice : HexPane.Mode.values()) {
            RadioMenuItem item = radio(modes, text("hex.mode." + choice.name().toLowerCase(Locale.ROOT)),
                    () -> options.modeProperty().set(choice));
            options.modeProperty().subscribe(now -> item.setSelected(now == choice));
            panes.getItems().add(item);
        }
        items.add(panes);
        items.add(choices("hex.width", HexLook.WIDTHS, HexMenu::number, HexLook::width,
                HexLook::withWidth));
        items.add(choices("hex.group", HexLook.GROUPS, HexMenu::number, HexLook::group,
                HexLook::withGroup));
        items.add(choices("hex.digits", List.of(false, true),
                upper -> text(upper ? "hex.digits.upper" : "hex.digits.lower"),
                HexLook::upper, HexLook::withUpper));
        items.add(choices("hex.offsets", List.of(false, true),
                decimal -> text(decimal ? "hex.offsets.decimal" : "hex.offsets.hex"), HexLook::decimal,
                HexLook::withDecimal));
        items.add(encodings());
        items.add(sizes());
    }

    private Menu encodings() {
        Menu menu = choices("hex.text", List.of(TextEncoding.values()),
                encoding -> text("hex.text." + encoding.name().toLowerCase(Locale.ROOT)), HexLook::encoding,
                HexLook::withEncoding);
        CheckMenuItem shown = new CheckMenuItem(text("hex.text.shown"));
        options.lookProperty().subscribe(now -> shown.setSelected(now.text()));
        shown.setOnAction(event -> options.change(now -> now.withText(shown.isSelected())));
        menu.getItems().addAll(0, List.of(shown, new SeparatorMenuItem()));
        return menu;
    }

    private Menu sizes() {
        return new Menu(text("hex.size"), null,
                item(keyed(text("hex.size.larger"), HexKeys.LARGER), () -> options.zoom(1)),
                item(keyed(text("hex.size.smaller"), HexKeys.SMALLER), () -> options.zoom(-1)),
                item(keyed(text("hex.size.usual"), HexKeys.USUAL_SIZE), options::usualSize));
    }

    private static String number(int of) {
        return of == HexLook.AS_FITS ? text("hex.as_fits") : Integer.toString(of);
    }

    private <T> Menu choices(String name, List<T> all, Function<T, String> words, Function<HexLook, T> chosen,
            BiFunction<HexLook, T, HexLook> with) {
        Menu menu = new Menu(text(name));
        ToggleGroup group = new ToggleGroup();
        for (T one : all) {
            RadioMenuItem item = radio(group, words.apply(one), () -> options.change(now -> with.apply(now, one)));
            options.lookProperty().subscribe(now -> item.setSelected(chosen.apply(now).equals(one)));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static RadioMenuItem radio(ToggleGroup group, String title, Runnable choose) {
        RadioMenuItem item = new RadioMenuItem(title);
        item.setToggleGroup(group);
        item.setOnAction(event -> choose.run());
        return item;
    }

    private static CheckMenuItem check(String title, BooleanProperty on) {
        CheckMenuItem item = new CheckMenuItem(title);
        item.selectedProperty().bindBidirectional(on);
        return item;
    }

    private static MenuItem item(String title, Runnable run) {
        MenuItem item = new MenuItem(title);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> run.run());
        return item;
    }

    private static String keyed(String title, NamedKey key) {
        return text("tip.key", title, key.getDisplayText());
    }
}
