// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Places;
import org.quorumworkbench.app.model.RangeEvidence;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Above the bytes: whose they are, the file and the offset in it. Of the sector at the caret, or of
 * the range where nothing is selected. As long as it is not known it can be asked for.
 */
final class PlaceLine extends HBox {

    private final WorkbenchModel model;
    private final Label words = new Label();
    private final Hyperlink ask = new Hyperlink(text("hex.place.ask"));
    private Optional<HexPicture> shown = Optional.empty();
    private @Nullable HexSelection selected;

    PlaceLine(WorkbenchModel model) {
        this.model = model;
        setId("hex-place");
        getStyleClass().add("hex-place");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        words.setId("hex-place-words");
        words.setMinWidth(0);
        words.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox.setHgrow(words, Priority.SOMETIMES);
        LateTip.on(words, words::getText);
        ask.setId("hex-place-ask");
        ask.setMinWidth(USE_PREF_SIZE);
        ask.setOnAction(event -> {
            ask.setVisited(false);
            model.placesHere().look();
        });
        LateTip.on(ask, () -> text("hex.place.ask.tip"));
        getChildren().addAll(words, ask);
        model.places().stateProperty().subscribe(this::tell);
        model.placesHere().stateProperty().subscribe(this::tell);
    }

    void show(Optional<HexPicture> picture, @Nullable HexSelection now) {
        shown = picture;
        selected = now;
        tell();
    }

    private void tell() {
        String known = shown.map(seen -> place(seen.inspection().range())).orElse("");
        boolean wanted = known.isEmpty() && shown.isPresent() && model.placesHere().isWanted();
        words.setText(known);
        words.setVisible(!known.isEmpty());
        words.setManaged(!known.isEmpty());
        ask.setVisible(wanted);
        ask.setManaged(wanted);
        setVisible(wanted || !known.isEmpty());
        setManaged(wanted || !known.isEmpty());
    }

    private String place(SectorRange range) {
        if (model.placesHere().stateProperty().get() instanceof Places.State.Searching) {
            return text("hex.place.searching");
        }
        HexSelection now = selected;
        if (now != null) {
            SectorRange sector = new SectorRange(range.first() + now.caret() / SectorRange.SECTOR, 1);
            String here = RangeEvidence.place(model.placesHere(), sector);
            if (!here.isEmpty()) {
                return text("hex.place", Long.toString(sector.first()), here);
            }
        }
        String around = RangeEvidence.place(model.placesHere(), range);
        if (!around.isEmpty()) {
            return text("hex.place.range", around);
        }
        return model.placesHere().isAskedInVain() ? text("hex.place.nothing") : "";
    }
}
