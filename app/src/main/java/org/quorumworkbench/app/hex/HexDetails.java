// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.RangeEvidence;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Below the bytes: what those at the caret mean, and beside that what is known of where they lie.
 * It folds to one line that says what is selected.
 */
final class HexDetails extends VBox {

    /** With less height than this, in pixels, bytes need the room more. */
    private static final double ROOM = 400;
    private static final double SHARE = 0.36;
    private static final double EVIDENCE = 300;
    private static final double EVIDENCE_LEAST = 230;

    private final WorkbenchModel model;
    private final Label line = new Label();
    private final ToggleButton open = new ToggleButton();
    private final InspectorTable table = new InspectorTable(this::copied);
    private final VBox sentences = new VBox(2);
    private final ScrollPane evidence = evidence();
    private final HBox body = new HBox(table, evidence);
    private boolean chosen;
    private String words = "";
    private Optional<HexPicture> shown = Optional.empty();
    private @Nullable HexSelection selected;
    private List<EvidenceLine> told = List.of();

    HexDetails(WorkbenchModel model) {
        this.model = model;
        setId("hex-details");
        getStyleClass().add("hex-details");
        line.setId("hex-inspector");
        line.getStyleClass().add("hex-inspector");
        line.setMaxWidth(Double.MAX_VALUE);
        line.setMinWidth(0);
        LateTip.on(line, line::getText);
        HBox.setHgrow(line, Priority.ALWAYS);
        HBox.setHgrow(table, Priority.ALWAYS);
        HBox.setHgrow(evidence, Priority.SOMETIMES);
        table.setMinWidth(120);
        open.setId("hex-details-open");
        open.getStyleClass().add("small");
        LateTip.on(open, () -> text("tip.key", text("hex.details"), HexKeys.DETAILS.getDisplayText()));
        open.setAccessibleText(text("hex.details"));
        open.selectedProperty().subscribe(this::fold);
        open.setOnAction(event -> chosen = true);
        Button copy = new Button(text("hex.details.copy"));
        copy.setId("hex-details-copy");
        copy.getStyleClass().add("small");
        copy.setMinWidth(USE_PREF_SIZE);
        LateTip.on(copy, () -> text("hex.details.copy.tip"));
        copy.setOnAction(event -> clip(whole()));
        HBox head = new HBox(6, open, line, copy);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("hex-details-head");
        body.setId("hex-details-body");
        getChildren().addAll(head, body);
        model.places().stateProperty().subscribe(this::tell);
        model.placesHere().stateProperty().subscribe(this::tell);
        model.findings().foundProperty().subscribe(this::tell);
        model.members().knownProperty().subscribe(this::tell);
        fold();
    }

    private ScrollPane evidence() {
        sentences.setId("hex-evidence");
        sentences.getStyleClass().add("hex-evidence");
        ScrollPane scroll = new ScrollPane(sentences);
        scroll.setFitToWidth(true);
        scroll.setPrefWidth(EVIDENCE);
        scroll.setMinWidth(EVIDENCE_LEAST);
        scroll.setFocusTraversable(true);
        scroll.setAccessibleText(text("hex.evidence"));
        scroll.getStyleClass().add("flat-scroll");
        return scroll;
    }

    /** Opens or folds by itself, as there is room, until a person has chosen. */
    void roomIs(double height) {
        if (!chosen && height > 0) {
            open.setSelected(height >= ROOM);
        }
        body.setPrefHeight(Math.rint(Math.max(96, height * SHARE)));
        body.setMaxHeight(USE_PREF_SIZE);
    }

    /** Opens what is folded, folds what is open. */
    void toggle() {
        chosen = true;
        open.setSelected(!open.isSelected());
    }

    private void fold() {
        show(shown, selected);
        open.setText(open.isSelected() ? "\u25BE" : "\u25B8");
    }

    /** Shows what is at the caret. */
    void show(Optional<HexPicture> picture, @Nullable HexSelection now) {
        shown = picture;
        selected = now;
        if (picture.isEmpty()) {
            say(text("hex.inspector.none"));
            table.clear();
        } else if (now == null) {
            nothingSelected(picture.get());
        } else {
            HexPicture seen = picture.get();
            String where = text("hex.inspector.at", seen.bytes(now.pane()).name(),
                    "0x" + Long.toHexString(seen.inspection().range().offset() + now.from()),
                    Integer.toString(now.to() - now.from()));
            boolean unread = seen.values(now.pane(), now.from(), now.from() + 1)[0] == HexSelection.UNREAD;
            say(unread ? where + "   " + text("hex.inspector.unreadable") : where);
            if (open.isSelected()) {
                table.show(seen, now.from());
            }
        }
        arrange();
        tell();
    }

    /** What matters most is explained without being asked for: where children differ first. */
    private void nothingSelected(HexPicture seen) {
        int differs = seen.firstDiffering();
        int at = differs >= 0 ? differs : Math.max(0, seen.firstWorthSeeing());
        String difference = seen.inspection().isReferenceWinner(at / SectorRange.SECTOR)
                ? "difference"
                : "difference.unwon";
        String what = differs >= 0 ? difference : seen.firstWorthSeeing() >= 0 ? "unread" : "first";
        say(text("hex.inspector." + what, "0x" + Long.toHexString(seen.inspection().range().offset() + at)));
        if (open.isSelected()) {
            table.show(seen, at);
        }
    }

    /** What has nothing to say takes no room. */
    private void arrange() {
        there(body, open.isSelected() && shown.isPresent());
        there(table, !table.getItems().isEmpty());
    }

    private static void there(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    /** The sectors of the selected bytes, or all of the range. */
    private Optional<SectorRange> range() {
        HexSelection now = selected;
        return shown.map(seen -> now == null
                ? seen.inspection().range()
                : SectorRange.ofBytes(seen.inspection().range().offset() + now.from(), (long) now.to() - now.from()));
    }

    /** What is known changes by steps that mostly say the same of this range. */
    private void tell() {
        List<EvidenceLine> now = open.isSelected()
                ? range().map(model::evidence).map(EvidenceLine::of).orElse(List.of())
                : List.of();
        if (now.equals(told)) {
            return;
        }
        told = now;
        List<Node> lines = sentences.getChildren();
        while (lines.size() < now.size()) {
            lines.add(EvidenceLine.label());
        }
        lines.subList(now.size(), lines.size()).clear();
        for (int i = 0; i < now.size(); i++) {
            now.get(i).show((Label) lines.get(i));
        }
    }

    private void say(String now) {
        words = now;
        line.setText(now);
    }

    private void copied(String value) {
        clip(value);
        line.setText(words + "   " + text("hex.inspector.copied", value));
    }

    private static void clip(String all) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, all));
    }

    private String whole() {
        RangeEvidence now = range().map(model::evidence).orElse(null);
        StringBuilder all = new StringBuilder(words).append('\n');
        for (InspectorTable.Row row : table.getItems()) {
            all.append("%-12s %s%n".formatted(row.reading().name(), String.join("   ", row.values())));
        }
        return now == null ? all.toString() : all.append(now.whole()).toString();
    }
}
