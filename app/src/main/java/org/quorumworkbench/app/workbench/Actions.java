// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;

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
    final Action scan;
    final Action pause;
    final Action saveScan;
    final Action perspective;
    final Action teachThis;
    final Action keys;
    final Action about;
    final Action stop;

    Actions(WorkbenchModel model, Opening opening, Runnable focusGoTo, Runnable saveReport,
            Runnable switchPerspective, Runnable teachThisRead, Consumer<List<Action>> showKeys, Runnable showAbout) {
        BooleanBinding closed = Bindings.createBooleanBinding(() -> model.quorumProperty().get().isEmpty(),
                model.quorumProperty());
        BooleanBinding never = Bindings.createBooleanBinding(() -> false);
        open = Action.of("action.open", "Shortcut+O", never, opening::chooseConfiguration);
        openImages = Action.of("action.openImages", "Shortcut+Shift+O", never, opening::chooseImages);
        openSample = Action.of("action.openSample", null, never, opening::openSample);
        next = Action.of("action.next", "Page Down", closed, model::nextRange);
        previous = Action.of("action.previous", "Page Up", closed, model::previousRange);
        first = Action.of("action.first", "Ctrl+HOME", closed, model::firstRange);
        last = Action.of("action.last", "Ctrl+END", closed, model::lastRange);
        goTo = Action.of("action.goto", "Shortcut+G", closed, focusGoTo);
        reread = Action.of("action.reread", "F5", closed, model::reread);
        back = Action.of("action.back", "Alt+LEFT", closed, model::back);
        forward = Action.of("action.forward", "Alt+RIGHT", closed, model::forward);
        nextDivergence = Action.of("action.nextDivergence", "F6", closed, model::nextDivergence);
        previousDivergence = Action.of("action.previousDivergence", "Shift+F6", closed, model::previousDivergence);
        ScanModel scanning = model.scan();
        scan = Action.of("action.scan", "Shortcut+K",
                closed.or(scanning.stateProperty().isEqualTo(ScanModel.State.RUNNING)), scanning::start);
        pause = Action.of("action.pause", null, scanning.stateProperty().isEqualTo(ScanModel.State.IDLE),
                scanning::pauseOrProceed);
        saveScan = Action.of("action.saveScan", null, Bindings.createBooleanBinding(
                () -> scanning.judgementProperty().get().isEmpty(), scanning.judgementProperty()), saveReport);
        keys = Action.of("action.keys", "F1", never, () -> showKeys.accept(all()));
        about = Action.of("action.about", null, never, showAbout);
        perspective = Action.of("action.perspective", "F2", never, switchPerspective);
        teachThis = Action.of("action.teachThis", "Shortcut+T", closed, teachThisRead);
        stop = Action.of("action.stop", "Esc", never, model::cancel);
    }

    /** All of them, as the overlay of keys lists them. */
    List<Action> all() {
        return List.of(open, openImages, openSample, next, previous, first, last, goTo, reread, nextDivergence,
                previousDivergence, back, forward, scan, pause, saveScan, stop, perspective, teachThis, keys, about);
    }

    /** Those that move through the disk. */
    List<Action> moving() {
        return List.of(next, previous, first, last, back, forward);
    }
}
