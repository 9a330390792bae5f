// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.model.RangeEvidence;

/**
 * A line of the evidence beside the bytes: who says it, or what it says. Shown by a label that is
 * used again for another line, since a new one is styled anew.
 */
record EvidenceLine(boolean heading, String words) {

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    static List<EvidenceLine> of(RangeEvidence evidence) {
        List<EvidenceLine> lines = new ArrayList<>();
        for (RangeEvidence.Part part : evidence.parts()) {
            lines.add(new EvidenceLine(true, part.heading()));
            part.sentences().forEach(sentence -> lines.add(new EvidenceLine(false, sentence)));
        }
        return lines;
    }

    /** Says nothing yet. */
    static Label label() {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("hex-evidence-line");
        return label;
    }

    void show(Label label) {
        label.setText(words);
        label.pseudoClassStateChanged(HEADING, heading);
    }
}
