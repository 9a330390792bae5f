// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.quorumworkbench.app.control.NamedKey;

/** The keys of the bytes that do something else than moving the caret. */
final class HexKeys {

    static final NamedKey COPY = NamedKey.of(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey ALL = NamedKey.of(KeyCode.A, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey BLOCK = NamedKey.of(KeyCode.B, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey SAVE = NamedKey.of(KeyCode.S, KeyCombination.SHORTCUT_DOWN,
            KeyCombination.SHIFT_DOWN);
    static final NamedKey FIND = NamedKey.of(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey NEXT_DIFFERENCE = NamedKey.of(KeyCode.F8);
    static final NamedKey PREVIOUS_DIFFERENCE = NamedKey.of(KeyCode.F8, KeyCombination.SHIFT_DOWN);
    static final NamedKey FOLD = NamedKey.of(KeyCode.F, KeyCombination.SHORTCUT_DOWN,
            KeyCombination.SHIFT_DOWN);
    static final NamedKey DIFFERING = NamedKey.of(KeyCode.D, KeyCombination.SHORTCUT_DOWN,
            KeyCombination.SHIFT_DOWN);
    static final NamedKey TYPE = NamedKey.of(KeyCode.INSERT);
    static final NamedKey TYPE_TEXT = NamedKey.of(KeyCode.INSERT, KeyCombination.SHIFT_DOWN);
    static final NamedKey UNDO = NamedKey.of(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey REDO = NamedKey.of(KeyCode.Y, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey DETAILS = NamedKey.of(KeyCode.F9);
    static final NamedKey LARGER = NamedKey.of(KeyCode.PLUS, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey SMALLER = NamedKey.of(KeyCode.MINUS, KeyCombination.SHORTCUT_DOWN);
    static final NamedKey USUAL_SIZE = NamedKey.of(KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN);

    private final Map<NamedKey, Runnable> keys = new LinkedHashMap<>();

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
        keys.put(NamedKey.of(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                deeds::redo);
        keys.put(DETAILS, deeds::toggleDetails);
        keys.put(LARGER, () -> options.zoom(1));
        // Where plus is typed with Shift, and on the keys for numbers.
        keys.put(NamedKey.of(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN), () -> options.zoom(1));
        keys.put(NamedKey.of(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                () -> options.zoom(1));
        keys.put(NamedKey.of(KeyCode.ADD, KeyCombination.SHORTCUT_DOWN), () -> options.zoom(1));
        keys.put(SMALLER, () -> options.zoom(-1));
        keys.put(NamedKey.of(KeyCode.SUBTRACT, KeyCombination.SHORTCUT_DOWN), () -> options.zoom(-1));
        keys.put(USUAL_SIZE, options::usualSize);
        keys.put(NamedKey.of(KeyCode.NUMPAD0, KeyCombination.SHORTCUT_DOWN), options::usualSize);
        keys.put(NamedKey.of(KeyCode.RIGHT, KeyCombination.SHORTCUT_DOWN), () -> caret.toPane(1));
        keys.put(NamedKey.of(KeyCode.LEFT, KeyCombination.SHORTCUT_DOWN), () -> caret.toPane(-1));
    }

    /** Does what the key means; false if it means nothing here. */
    boolean hear(KeyEvent key) {
        for (Map.Entry<NamedKey, Runnable> entry : keys.entrySet()) {
            if (entry.getKey().match(key)) {
                entry.getValue().run();
                return true;
            }
        }
        return false;
    }
}
