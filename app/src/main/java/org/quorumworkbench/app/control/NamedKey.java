// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import static org.quorumworkbench.ui.Resources.text;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A key, or keys pressed together, named in the window's language: JavaFX names them in English in
 * every language, and its menus write what the key says of itself.
 */
public final class NamedKey extends KeyCombination {

    /** Keys that have another name in another language; all others JavaFX names by a sign. */
    private static final Set<KeyCode> WORDS = EnumSet.of(KeyCode.PAGE_UP, KeyCode.PAGE_DOWN, KeyCode.HOME, KeyCode.END,
            KeyCode.INSERT, KeyCode.ENTER, KeyCode.ESCAPE, KeyCode.PLUS, KeyCode.MINUS);

    /** A Mac has signs for its keys, and a menu bar of its own that takes no keys but JavaFX's. */
    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

    private final KeyCodeCombination keys;

    private NamedKey(KeyCodeCombination keys) {
        super(keys.getShift(), keys.getControl(), keys.getAlt(), keys.getMeta(), keys.getShortcut());
        this.keys = keys;
    }

    /** That key, pressed with those. */
    public static NamedKey of(KeyCode code, Modifier... with) {
        return new NamedKey(new KeyCodeCombination(code, with));
    }

    /**
     * As JavaFX spells it: {@code Shortcut+Shift+O}. A misspelt key would be taken for a character that
     * nobody can type, and never be heard.
     */
    public static NamedKey of(String spelt) {
        if (KeyCombination.valueOf(spelt) instanceof KeyCodeCombination keys) {
            return new NamedKey(keys);
        }
        throw new IllegalArgumentException("there is no key " + spelt);
    }

    /** The key beside those that are held. */
    public KeyCode code() {
        return keys.getCode();
    }

    /** For a menu. */
    public KeyCombination accelerator() {
        return MAC ? keys : this;
    }

    @Override
    public boolean match(KeyEvent event) {
        return keys.match(event);
    }

    @Override
    public String getName() {
        return keys.getName();
    }

    /** As it is printed on a keyboard. */
    @Override
    public String getDisplayText() {
        if (MAC) {
            return keys.getDisplayText();
        }
        StringBuilder said = new StringBuilder();
        boolean control = getControl() == ModifierValue.DOWN || getShortcut() == ModifierValue.DOWN;
        hold(said, control, "ctrl");
        hold(said, getAlt() == ModifierValue.DOWN, "alt");
        hold(said, getShift() == ModifierValue.DOWN, "shift");
        return said.append(WORDS.contains(code())
                ? text("key." + code().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                : new KeyCodeCombination(code()).getDisplayText()).toString();
    }

    private static void hold(StringBuilder said, boolean held, String name) {
        if (held) {
            said.append(text("key." + name)).append('+');
        }
    }

    /** What is said of a menu's item to whoever does not see it. */
    @Override
    public String toString() {
        return getDisplayText();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof NamedKey other && keys.equals(other.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }
}
