// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.quorumworkbench.app.guide.GuidePage;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Perspective;

/** All that a person can do at the window, with its keys: the table of keys in one place. */
final class Actions {

    final Action open;
    final Action openImages;
    final Action openSample;
    final Action next;
    final Action previous;
    final Action first;
    final Action last;
    final Action goTo;
    final Action reread;
    final Action back;
    final Action forward;
    final Action nextDivergence;
    final Action previousDivergence;
    final Action find;
    final Action findNext;
    final Action findPrevious;
    final Action scan;
    final Action pause;
    final Action saveScan;
    final Action loadScan;
    final Action perspective;
    private final Map<Perspective, Action> perspectives = new EnumMap<>(Perspective.class);
    final Action teachThis;
    final Action keys;
    final List<Action> pages;
    final Action about;
    final Action stop;
    final Action palette;
    final Action settings;
    final Action bookmark;
    final Action loadPlaces;
    final Action whatLiesHere;
    final Action editConfiguration;
    final Action copyCommand;
    final Action addChildren;
    final Action reload;
    final Action serve;
    final Action compose;
    final Action peek;
    final Action saveRecording;
    private final List<Action> showing;

    /** What the window does beyond what the model can be told. */
    interface Window {
        void focusGoTo();

        void nextDivergence();

        void find();

        void findAgain(boolean forwards);

        void saveReport();

        void loadScan();

        void switchPerspective();

        void show(Perspective perspective);

        void stopOrGoBack();

        void teachThisRead();

        void showKeys(List<Action> all);

        void showAbout();

        void showPage(GuidePage page);

        void showPalette(List<Action> all);

        void showPreferences();

        void bookmark();

        void loadPlaces();

        void editConfiguration();

        void copyCommand();

        void addChildren();

        void serve();

        void compose();

        void saveRecording();

        void showOrHide(ViewLayout.View view);
    }

    Actions(WorkbenchModel model, Opening opening, Window window) {
        BooleanBinding closed = Bindings.createBooleanBinding(() -> model.quorum().openedProperty().get().isEmpty(),
                model.quorum().openedProperty());
        BooleanBinding never = Bindings.createBooleanBinding(() -> false);
        open = Action.of("action.open", "Shortcut+O", never, opening::chooseConfiguration);
        openImages = Action.of("action.openImages", "Shortcut+Shift+O", never, opening::chooseImages);
        openSample = Action.of("action.openSample", null, never, opening::openSample);
        next = Action.of("action.next", "Page Down", closed, model.reading()::nextRange);
        previous = Action.of("action.previous", "Page Up", closed, model.reading()::previousRange);
        first = Action.of("action.first", "Ctrl+HOME", closed, model.reading()::firstRange);
        last = Action.of("action.last", "Ctrl+END", closed, model.reading()::lastRange);
        goTo = Action.of("action.goto", "Shortcut+G", closed, window::focusGoTo);
        reread = Action.of("action.reread", "F5", closed, model.reading()::reread);
        back = Action.of("action.back", "Alt+LEFT", closed, model.reading()::back);
        forward = Action.of("action.forward", "Alt+RIGHT", closed, model.reading()::forward);
        nextDivergence = Action.of("action.nextDivergence", "F6", closed, window::nextDivergence);
        previousDivergence = Action.of("action.previousDivergence", "Shift+F6", closed,
                model.search()::previousDivergence);
        find = Action.of("action.find", "Shortcut+F", closed, window::find);
        findNext = Action.of("action.findNext", "F3", closed, () -> window.findAgain(true));
        findPrevious = Action.of("action.findPrevious", "Shift+F3", closed, () -> window.findAgain(false));
        ScanModel scanning = model.scan();
        scan = Action.of("action.scan", "Shortcut+K",
                closed.or(scanning.stateProperty().isEqualTo(ScanModel.State.RUNNING)), scanning::start);
        pause = Action.of("action.pause", null, scanning.stateProperty().isEqualTo(ScanModel.State.IDLE),
                scanning::pauseOrProceed);
        saveScan = Action.of("action.saveScan", null, Bindings.createBooleanBinding(
                () -> model.whatIf().judgementProperty().get().isEmpty(), model.whatIf().judgementProperty()),
                window::saveReport);
        loadScan = Action.of("action.loadScan", null, closed, window::loadScan);
        keys = Action.of("action.keys", "F1", never, () -> window.showKeys(all()));
        pages = Stream.of(GuidePage.values())
                .map(page -> Action.of(page.key(), null, never, () -> window.showPage(page))).toList();
        about = Action.of("action.about", null, never, window::showAbout);
        perspective = Action.of("action.perspective", "F2", never, window::switchPerspective);
        for (Perspective one : Perspective.values()) {
            String word = one.name().toLowerCase(Locale.ROOT);
            perspectives.put(one, Action.of("action.perspective." + word, "Shortcut+" + (perspectives.size() + 1),
                    never, () -> window.show(one)));
        }
        teachThis = Action.of("action.teachThis", "Shortcut+T", closed, window::teachThisRead);
        palette = Action.of("action.palette", "Shortcut+Shift+P", never, () -> window.showPalette(all()));
        settings = Action.of("action.preferences", "Shortcut+COMMA", never, window::showPreferences);
        bookmark = Action.of("action.bookmark", "Shortcut+D", closed, window::bookmark);
        loadPlaces = Action.of("action.loadPlaces", null, closed, window::loadPlaces);
        whatLiesHere = Action.of("action.whatLiesHere", "Shortcut+L", closed, model.placesHere()::look);
        editConfiguration = Action.of("action.editConfiguration", "Shortcut+E", closed, window::editConfiguration);
        copyCommand = Action.of("action.copyCommand", null, closed, window::copyCommand);
        serve = Action.of("action.serve", null, closed, window::serve);
        addChildren = Action.of("action.addChildren", null, closed, window::addChildren);
        reload = Action.of("action.reload", "Shortcut+F5", closed, model.reopening()::reload);
        compose = Action.of("action.compose", "Shortcut+J", closed, window::compose);
        peek = Action.of("action.peek", "F7", closed,
                () -> model.marks().peekingProperty().set(!model.marks().peekingProperty().get()));
        saveRecording = Action.of("action.saveRecording", "Shortcut+S", closed, window::saveRecording);
        showing = Stream.of(ViewLayout.View.values()).map(view -> Action.of("action.view." + view.word(),
                "Alt+" + view.key(), never, () -> window.showOrHide(view))).toList();
        stop = Action.of("action.stop", "Esc", never, window::stopOrGoBack);
    }

    /** All of them, as the overlay of keys lists them. */
    List<Action> all() {
        List<Action> all = new ArrayList<>(List.of(open, openImages, openSample, next, previous, first, last, goTo,
                reread, nextDivergence, previousDivergence, find, findNext, findPrevious, back, forward, bookmark,
                loadPlaces, whatLiesHere, scan,
                pause, saveScan, loadScan, stop,
                editConfiguration, copyCommand, addChildren, reload, serve, compose, peek, saveRecording));
        all.addAll(perspectives.values());
        all.addAll(List.of(perspective, teachThis));
        all.addAll(showing);
        all.addAll(List.of(palette, settings, keys));
        all.addAll(pages);
        all.addAll(List.of(about));
        return all;
    }

    /** That arranges the window so. */
    Action showing(Perspective perspective) {
        return Objects.requireNonNull(perspectives.get(perspective));
    }

    /** Those that show and hide a view, by view. */
    Action showing(ViewLayout.View view) {
        return showing.get(List.of(ViewLayout.View.values()).indexOf(view));
    }

    /** Those that move through the disk. */
    List<Action> moving() {
        return List.of(next, previous, first, last, back, forward);
    }
}
