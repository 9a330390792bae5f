// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import org.controlsfx.control.SegmentedButton;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.preferences.Perspective;

/** What the window can be arranged for, and the switch from one to another. */
final class Perspectives {

    private final SegmentedButton choices = new SegmentedButton();
    private final Map<Perspective, Supplier<? extends Node>> contents;
    private final Consumer<Node> arrange;
    private Runnable shown = () -> {};
    private final ReadOnlyObjectWrapper<Perspective> current = new ReadOnlyObjectWrapper<>(Perspective.INVESTIGATE);

    /**
     * Arranges the window to investigate.
     *
     * @param contents
     *            what is in the middle of the window, by perspective; asked for each time it is shown
     * @param arrange
     *            puts it there
     * @param tip
     *            what the switch to a perspective says when it is pointed at
     */
    Perspectives(Map<Perspective, Supplier<? extends Node>> contents, Consumer<Node> arrange,
            Function<Perspective, String> tip) {
        this.contents = contents;
        this.arrange = arrange;
        for (Perspective choice : Perspective.values()) {
            String word = choice.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(text("perspective." + word));
            button.setId("perspective-" + word);
            LateTip.on(button, () -> tip.apply(choice));
            button.setUserData(choice);
            button.setOnAction(event -> show(choice));
            choices.getButtons().add(button);
        }
        show(Perspective.INVESTIGATE);
    }

    /** The switch. */
    Node choices() {
        return choices;
    }

    /** What the window is arranged for. */
    Perspective current() {
        return current.get();
    }

    /** What the window is arranged for, observable. */
    ReadOnlyObjectProperty<Perspective> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Calls it whenever the window has been arranged. */
    void onShown(Runnable told) {
        shown = told;
    }

    /** Arranges the window for that. */
    void show(Perspective wanted) {
        current.set(wanted);
        Supplier<? extends Node> content = contents.get(wanted);
        if (content != null) {
            arrange.accept(content.get());
        }
        choices.getButtons().forEach(button -> button.setSelected(wanted.equals(button.getUserData())));
        shown.run();
    }
}
