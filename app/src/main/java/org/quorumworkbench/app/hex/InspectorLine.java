// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** What the bytes at the caret mean, in one line below the rows. */
final class InspectorLine extends Label {

    InspectorLine() {
        setId("hex-inspector");
        getStyleClass().add("hex-inspector");
        setWrapText(true);
        setMaxWidth(Double.MAX_VALUE);
        setMinHeight(USE_PREF_SIZE);
    }

    void show(Optional<HexPicture> picture, @Nullable HexSelection selected) {
        if (selected == null || picture.isEmpty()) {
            setText(text("hex.inspector.none"));
            return;
        }
        HexPicture shown = picture.get();
        byte[] known = shown.readableFrom(selected.pane(), selected.from(), DataInspector.MOST);
        String readings = known.length == 0
                ? text("hex.inspector.unreadable")
                : DataInspector.of(known).stream().map(reading -> reading.name() + " " + reading.value())
                        .collect(Collectors.joining("   "));
        setText(text("hex.inspector.at", shown.bytes(selected.pane()).name(),
                "0x" + Long.toHexString(shown.inspection().range().offset() + selected.from()),
                Integer.toString(selected.to() - selected.from())) + "   " + readings);
    }
}
