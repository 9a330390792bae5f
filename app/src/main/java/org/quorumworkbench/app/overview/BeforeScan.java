// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.quorumworkbench.app.control.Bytes;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;

/** What is known before anything was scanned, and the scan as the one thing to do. */
final class BeforeScan extends VBox {

    private static final double WIDTH = 640;

    private final WorkbenchModel model;
    private final Label known = new Label();
    private final Button scan = new Button(text("overview.scan"));

    BeforeScan(WorkbenchModel model, Runnable start) {
        super(12);
        this.model = model;
        setId("overview-before");
        getStyleClass().add("overview-before");
        setAlignment(Pos.CENTER);
        known.setId("overview-known");
        known.setWrapText(true);
        known.setMaxWidth(WIDTH);
        known.setMinHeight(USE_PREF_SIZE);
        known.setTextAlignment(TextAlignment.CENTER);
        scan.setId("overview-scan");
        scan.setDefaultButton(true);
        scan.getStyleClass().add("overview-primary");
        scan.setOnAction(event -> start.run());
        getChildren().addAll(known, scan);
        model.quorum().childrenProperty().subscribe(this::update);
        model.members().knownProperty().subscribe(this::update);
        model.scan().stateProperty().subscribe(this::update);
        update();
    }

    void focusScan() {
        scan.requestFocus();
    }

    private void update() {
        int children = model.quorum().childrenProperty().get().size();
        boolean running = model.scan().stateProperty().get() != ScanModel.State.IDLE;
        scan.setDisable(children == 0 || running);
        if (children == 0) {
            known.setText(text("overview.nothing"));
            return;
        }
        long sectors = model.quorum().sectors();
        List<String> lines = new ArrayList<>();
        lines.add(text("overview.open", Integer.toString(children), number(sectors),
                Bytes.roughly(sectors * SectorRange.SECTOR),
                Integer.toString(model.quorum().thresholdProperty().get())));
        model.members().knownProperty().get().ifPresent(members -> lines
                .add(text("overview.members", members.set().kind(), members.set().name().word())));
        lines.add(text(running ? "overview.scanning" : "overview.notScanned"));
        known.setText(String.join("\n", lines));
    }
}
