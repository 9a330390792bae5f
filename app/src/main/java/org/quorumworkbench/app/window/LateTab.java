// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import org.jspecify.annotations.Nullable;

/**
 * A tab whose view is made when it is first wanted, and in the scene only while it is looked at:
 * views that nobody looks at would take a third of the time to the window's first picture, and be
 * laid out at every step.
 *
 * @param <V>
 *            the view
 */
final class LateTab<V extends Node> extends Tab {

    private final Supplier<V> make;
    private @Nullable V view;

    LateTab(String id, String title, Supplier<V> make) {
        super(text(title));
        this.make = make;
        setId(id);
        setClosable(false);
        selectedProperty().subscribe(selected -> setContent(selected ? view() : null));
    }

    /** The view, made now if it was not there. */
    V view() {
        V made = view;
        if (made == null) {
            made = make.get();
            view = made;
        }
        return made;
    }
}
