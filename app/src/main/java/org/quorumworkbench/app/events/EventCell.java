// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.model.EventLine;
import org.quorumworkbench.core.story.EventWords.Kind;

/** One event, in the colour of its kind. */
final class EventCell extends ListCell<EventLine> {

    EventCell() {
        getStyleClass().add("event-line");
    }

    @Override
    protected void updateItem(@Nullable EventLine line, boolean empty) {
        super.updateItem(line, empty);
        boolean there = !empty && line != null;
        setText(there && line != null ? line.text() : null);
        for (Kind kind : Kind.values()) {
            pseudoClassStateChanged(PseudoClass.getPseudoClass(kind.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    line != null && line.words().kind() == kind);
        }
    }
}
