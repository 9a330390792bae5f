// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseEvent;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.quorum.Child;

/** The menu bar. */
final class Menus {

    private final WorkbenchModel model;
    private final Actions actions;
    private final Opening opening;
    private final Preferences preferences;
    private final Themes themes;
    private final ViewLayout views;
    private final Menu bytes;

    /**
     * @param bytes
     *            what can be done with bytes
     */
    Menus(WorkbenchModel model, Actions actions, Opening opening, Preferences preferences, Themes themes,
            ViewLayout views, Menu bytes) {
        this.model = model;
        this.actions = actions;
        this.opening = opening;
        this.preferences = preferences;
        this.themes = themes;
        this.views = views;
        this.bytes = bytes;
    }

    MenuBar bar() {
        MenuBar bar = new MenuBar(file(), range(), bytes, quorum(), faults(), view(), help());
        bar.setUseSystemMenuBar(true);
        // JavaFX's bar takes a pointer that crosses it for somebody who moves through the menus, and keeps
        // the next arrow or Escape for itself wherever the focus is. Only beside an open menu is it meant.
        bar.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, crossed -> {
            if (bar.getMenus().stream().noneMatch(Menu::isShowing)) {
                crossed.consume();
            }
        });
        return bar;
    }

    private Menu file() {
        Menu recent = new Menu(text("action.recent"));
        MenuItem quit = new MenuItem(text("action.quit"));
        quit.setOnAction(event -> Platform.exit());
        Menu menu = new Menu(text("menu.file"), null, actions.open.menuItem(), actions.openImages.menuItem(), recent,
                actions.openSample.menuItem(), new SeparatorMenuItem(),
                actions.saveRecording.menuItem(), actions.saveScan.menuItem(), actions.loadScan.menuItem(),
                new SeparatorMenuItem(),
                actions.settings.menuItem(), new SeparatorMenuItem(), quit);
        menu.setOnShowing(event -> fillRecent(recent));
        fillRecent(recent);
        return menu;
    }

    private void fillRecent(Menu recent) {
        recent.getItems().clear();
        for (List<String> words : preferences.recent()) {
            MenuItem item = new MenuItem(String.join("  ", words));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> opening.open(words));
            recent.getItems().add(item);
        }
        if (recent.getItems().isEmpty()) {
            MenuItem none = new MenuItem(text("action.recent.none"));
            none.setDisable(true);
            recent.getItems().add(none);
        }
    }

    private Menu range() {
        return new Menu(text("menu.range"), null, actions.next.menuItem(), actions.previous.menuItem(),
                actions.first.menuItem(), actions.last.menuItem(), actions.goTo.menuItem(), actions.reread.menuItem(),
                new SeparatorMenuItem(), actions.nextDivergence.menuItem(), actions.previousDivergence.menuItem(),
                actions.find.menuItem(), actions.findNext.menuItem(), actions.findPrevious.menuItem(),
                new SeparatorMenuItem(), actions.scan.menuItem(), actions.pause.menuItem(),
                new SeparatorMenuItem(), actions.back.menuItem(), actions.forward.menuItem(),
                actions.whatLiesHere.menuItem(), actions.bookmark.menuItem(), actions.loadPlaces.menuItem(),
                new SeparatorMenuItem(), actions.stop.menuItem());
    }

    private Menu quorum() {
        Menu remove = new Menu(text("action.removeChild"));
        Menu menu = new Menu(text("menu.quorum"), null, actions.editConfiguration.menuItem(),
                actions.copyCommand.menuItem(), new SeparatorMenuItem(), actions.addChildren.menuItem(), remove,
                actions.reload.menuItem(), new SeparatorMenuItem(), actions.serve.menuItem());
        menu.setOnShowing(event -> fillRemove(remove));
        fillRemove(remove);
        return menu;
    }

    private void fillRemove(Menu remove) {
        remove.getItems().clear();
        for (Child child : model.quorum().childrenProperty().get()) {
            MenuItem item = new MenuItem(child.name());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> model.quorum().removeChild(child.name()));
            remove.getItems().add(item);
        }
        remove.setDisable(remove.getItems().isEmpty());
    }

    /**
     * Rebuilt each time it opens, since it has two faults for every child, except for what has a key: a
     * key is only heard while its item is in the menu.
     */
    private Menu faults() {
        Menu menu = new Menu(text("menu.faults"));
        List<MenuItem> always = List.of(actions.compose.menuItem(), actions.peek.menuItem(), new SeparatorMenuItem());
        menu.getItems().setAll(always);
        menu.setOnShowing(event -> {
            menu.getItems().setAll(always);
            menu.getItems().addAll(simple());
        });
        menu.getItems().addAll(simple());
        return menu;
    }

    private List<MenuItem> simple() {
        List<MenuItem> items = new ArrayList<>();
        model.quorum().openedProperty().get().ifPresent(open -> {
            for (Child child : open.quorum().children()) {
                items.add(fault(child.name(), "action.fault.eio", model.lab().readErrorHere()));
                items.add(fault(child.name(), "action.fault.hang", model.lab().hangHere()));
            }
        });
        if (items.isEmpty()) {
            MenuItem none = new MenuItem(text("action.fault.none"));
            none.setDisable(true);
            items.add(none);
        }
        return items;
    }

    private MenuItem fault(String child, String title, Fault fault) {
        CheckMenuItem item = new CheckMenuItem(text(title, child));
        item.setMnemonicParsing(false);
        item.setSelected(model.lab().faultsProperty().get().getOrDefault(child, List.of()).stream()
                .anyMatch(other -> other.id().equals(fault.id())));
        item.setOnAction(event -> model.lab().setOn(child, fault, item.isSelected()));
        return item;
    }

    private Menu help() {
        Menu menu = new Menu(text("menu.help"), null, actions.keys.menuItem(), actions.palette.menuItem());
        actions.pages.forEach(page -> menu.getItems().add(page.menuItem()));
        menu.getItems().add(actions.about.menuItem());
        return menu;
    }

    private Menu view() {
        Menu theme = new Menu(text("action.theme"));
        ToggleGroup group = new ToggleGroup();
        for (Preferences.Theme choice : Preferences.Theme.values()) {
            RadioMenuItem item = new RadioMenuItem(text("action.theme." + choice.name().toLowerCase(Locale.ROOT)));
            item.setToggleGroup(group);
            item.setSelected(preferences.theme() == choice);
            item.setOnAction(event -> themes.choose(choice));
            theme.getItems().add(item);
        }
        Menu menu = new Menu(text("menu.view"), null, actions.showing(Perspective.OVERVIEW).menuItem(),
                actions.showing(Perspective.INVESTIGATE).menuItem(), actions.showing(Perspective.TEACH).menuItem(),
                actions.perspective.menuItem(), actions.teachThis.menuItem(), new SeparatorMenuItem());
        for (ViewLayout.View view : ViewLayout.View.values()) {
            CheckMenuItem item = new CheckMenuItem(actions.showing(view).title());
            actions.showing(view).putKeyOn(item);
            item.setId("show-" + view.word());
            item.selectedProperty().bindBidirectional(views.shownProperty(view));
            menu.getItems().add(item);
        }
        menu.getItems().addAll(new SeparatorMenuItem(), theme);
        return menu;
    }
}
