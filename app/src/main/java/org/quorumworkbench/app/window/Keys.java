// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.GenericStyledArea;

/**
 * The keys that move through the disk, wherever the focus is. An accelerator hears only of a key
 * that the focused control leaves alone, and scroll panes and their like swallow Page Down whether
 * they can scroll or not; so these are heard before the control. Controls that a person pages
 * through keep theirs.
 */
final class Keys {

    private static final Set<KeyCode> SWALLOWED = Set.of(KeyCode.PAGE_DOWN, KeyCode.PAGE_UP, KeyCode.HOME,
            KeyCode.END, KeyCode.LEFT, KeyCode.RIGHT);

    private Keys() {}

    /**
     * @param here
     *            whether these keys move through the disk now
     * @param everywhere
     *            what is heard whatever has the focus: a list takes F2 for itself
     */
    static void hear(Scene scene, List<Action> actions, BooleanSupplier here, Action everywhere) {
        List<Action> moving = actions.stream().filter(
                action -> action.key() != null && SWALLOWED.contains(action.key().code())).toList();
        scene.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> {
            if (everywhere.key() != null && everywhere.key().match(pressed)) {
                pressed.consume();
                everywhere.run().run();
                return;
            }
            if (!here.getAsBoolean() || isPaged(pressed.getTarget()) || isOfBytes(pressed)) {
                return;
            }
            for (Action action : moving) {
                if (action.key() != null && action.key().match(pressed)) {
                    pressed.consume();
                    if (!action.disabled().get()) {
                        action.run().run();
                    }
                    return;
                }
            }
        });
    }

    /** Whether the bytes have the focus, where the first and the last of the range are meant. */
    private static boolean isOfBytes(KeyEvent pressed) {
        return (pressed.getCode() == KeyCode.HOME || pressed.getCode() == KeyCode.END)
                && pressed.getTarget() instanceof Node focused && "hex-rows".equals(focused.getId());
    }

    /** Whether these keys mean something within the control itself. */
    private static boolean isPaged(EventTarget target) {
        for (Node node = target instanceof Node focused ? focused : null; node != null; node = node.getParent()) {
            if (node instanceof TextInputControl || node instanceof GenericStyledArea<?, ?, ?>
                    || node instanceof TableView<?> || node instanceof ListView<?> || node instanceof TreeView<?>) {
                return true;
            }
        }
        return false;
    }
}
