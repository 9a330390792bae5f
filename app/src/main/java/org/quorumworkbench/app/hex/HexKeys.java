// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys of the bytes that do something else than moving the caret. */
final class HexKeys {

    static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination ALL = new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination BLOCK = new KeyCodeCombination(KeyCode.B, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination SAVE = new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN,
            KeyCombination.SHIFT_DOWN);
    static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination NEXT_DIFFERENCE = new KeyCodeCombination(KeyCode.F8);
    static final KeyCombination PREVIOUS_DIFFERENCE = new KeyCodeCombination(KeyCode.F8, KeyCombination.SHIFT_DOWN);
    static final KeyCombination FOLD = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN,
            KeyCombination.SHIFT_DOWN);
    static final KeyCombination DIFFERING = new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN,
            KeyCombination.SHIFT_DOWN);
    static final KeyCombination TYPE = new KeyCodeCombination(KeyCode.INSERT);
    static final KeyCombination TYPE_TEXT = new KeyCodeCombination(KeyCode.INSERT, KeyCombination.SHIFT_DOWN);
    static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination REDO = new KeyCodeCombination(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination DETAILS = new KeyCodeCombination(KeyCode.F9);
    static final KeyCombination LARGER = new KeyCodeCombination(KeyCode.PLUS, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination SMALLER = new KeyCodeCombination(KeyCode.MINUS, KeyCombination.SHORTCUT_DOWN);
    static final KeyCombination USUAL_SIZE = new KeyCodeCombination(KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN);

    private final Map<KeyCombination, Runnable> keys = new LinkedHashMap<>();

    HexKeys(HexDeeds deeds, HexOptions options, HexCaret caret) {
        keys.put(COPY, () -> deeds.copy(HexSelection.Form.HEX));
        keys.put(ALL, deeds::selectAll);
        keys.put(BLOCK, deeds::selectBlock);
        keys.put(SAVE, deeds::save);
        keys.put(NEXT_DIFFERENCE, () -> deeds.toDifference(true));
        keys.put(PREVIOUS_DIFFERENCE, () -> deeds.toDifference(false));
        keys.put(FOLD, () -> options.foldingProperty().set(!options.foldingProperty().get()));
        keys.put(DIFFERING, () -> options.differingProperty().set(!options.differingProperty().get()));
        keys.put(TYPE, () -> deeds.type(false));
        keys.put(TYPE_TEXT, () -> deeds.type(true));
        keys.put(UNDO, deeds::undo);
        keys.put(REDO, deeds::redo);
        keys.put(new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                deeds::redo);
        keys.put(DETAILS, deeds::toggleDetails);
        keys.put(LARGER, () -> options.zoom(1));
        // Where plus is typed with Shift, and on the keys for numbers.
        keys.put(new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN), () -> options.zoom(1));
        keys.put(new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                () -> options.zoom(1));
        keys.put(new KeyCodeCombination(KeyCode.ADD, KeyCombination.SHORTCUT_DOWN), () -> options.zoom(1));
        keys.put(SMALLER, () -> options.zoom(-1));
        keys.put(new KeyCodeCombination(KeyCode.SUBTRACT, KeyCombination.SHORTCUT_DOWN), () -> options.zoom(-1));
        keys.put(USUAL_SIZE, options::usualSize);
        keys.put(new KeyCodeCombination(KeyCode.NUMPAD0, KeyCombination.SHORTCUT_DOWN), options::usualSize);
        keys.put(new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.SHORTCUT_DOWN), () -> caret.toPane(1));
        keys.put(new KeyCodeCombination(KeyCode.LEFT, KeyCombination.SHORTCUT_DOWN), () -> caret.toPane(-1));
    }

    /** Does what the key means; false if it means nothing here. */
    boolean hear(KeyEvent key) {
        for (Map.Entry<KeyCombination, Runnable> entry : keys.entrySet()) {
            if (entry.getKey().match(key)) {
                entry.getValue().run();
                return true;
            }
        }
        return false;
    }
}
