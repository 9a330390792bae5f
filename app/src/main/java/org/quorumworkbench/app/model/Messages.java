// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the person at the window is told: one notice at a time. Used on the JavaFX thread. */
public final class Messages {

    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** What was told last, and has not been dismissed. */
    public ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    public void tell(Notice.Kind kind, String text) {
        tell(new Notice(kind, text));
    }

    public void tell(Notice told) {
        notice.set(Optional.of(told));
    }

    /** Dismisses that notice, if it is still what was told last: its cause is gone. */
    void settle(Notice told) {
        if (notice.get().filter(told::equals).isPresent()) {
            dismiss();
        }
    }

    public void dismiss() {
        notice.set(Optional.empty());
    }
}
