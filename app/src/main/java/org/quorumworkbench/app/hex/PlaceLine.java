// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.RangeEvidence;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Above the bytes: whose they are, the file and the offset in it. Of the sector at the caret, or of
 * the range where nothing is selected; hidden as long as nothing is known of it.
 */
final class PlaceLine extends Label {

    private final WorkbenchModel model;
    private Optional<HexPicture> shown = Optional.empty();
    private @Nullable HexSelection selected;

    PlaceLine(WorkbenchModel model) {
        this.model = model;
        setId("hex-place");
        getStyleClass().add("hex-place");
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        LateTip.on(this, this::getText);
        model.places().stateProperty().subscribe(this::tell);
    }

    void show(Optional<HexPicture> picture, @Nullable HexSelection now) {
        shown = picture;
        selected = now;
        tell();
    }

    private void tell() {
        String words = shown.map(seen -> place(seen.inspection().range())).orElse("");
        setText(words);
        setVisible(!words.isEmpty());
        setManaged(!words.isEmpty());
    }

    private String place(SectorRange range) {
        HexSelection now = selected;
        if (now != null) {
            SectorRange sector = new SectorRange(range.first() + now.caret() / SectorRange.SECTOR, 1);
            String here = RangeEvidence.place(model.places(), sector);
            if (!here.isEmpty()) {
                return text("hex.place", Long.toString(sector.first()), here);
            }
        }
        String around = RangeEvidence.place(model.places(), range);
        return around.isEmpty() ? "" : text("hex.place.range", around);
    }
}
