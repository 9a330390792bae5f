// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What a person has chosen to see, and how. Used on the JavaFX thread. */
final class HexOptions {

    private final ObjectProperty<HexLook> look = new SimpleObjectProperty<>(HexLook.USUAL);
    private final BooleanProperty folding = new SimpleBooleanProperty(true);
    private final BooleanProperty differing = new SimpleBooleanProperty();
    private final ObjectProperty<HexPane.Mode> mode = new SimpleObjectProperty<>(HexPane.Mode.AUTOMATIC);

    /** How bytes are written. */
    ObjectProperty<HexLook> lookProperty() {
        return look;
    }

    HexLook look() {
        return look.get();
    }

    void change(UnaryOperator<HexLook> how) {
        look.set(how.apply(look.get()));
    }

    /** Whether runs of identical rows are folded to one line. */
    BooleanProperty foldingProperty() {
        return folding;
    }

    /** Whether only rows are shown in which something differs or could not be read. */
    BooleanProperty differingProperty() {
        return differing;
    }

    /** One pane for each child, or for each version. */
    ObjectProperty<HexPane.Mode> modeProperty() {
        return mode;
    }

    /** Makes characters larger by so many points, or smaller. */
    void zoom(double by) {
        change(now -> now.withSize(Math.clamp(now.size() + by, HexFont.SMALLEST, HexFont.LARGEST)));
    }

    /** Characters of the usual size. */
    void usualSize() {
        zoom(HexLook.USUAL_SIZE - look.get().size());
    }
}
