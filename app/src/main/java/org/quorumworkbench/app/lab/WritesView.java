// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.QuorumWrites;
import org.quorumworkbench.app.model.QuorumWrites.WriteReport;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;

/** Writes and flushes of the quorum, what came of them, and the overlays that keep them. */
public final class WritesView extends SplitPane {

    private static final int MOST_RANGES = 6;

    private final WorkbenchModel model;
    private final QuorumWrites writes;
    private final LabFiles files;
    private final TextField bytes = new TextField("ee");
    private final CheckBox flushed = new CheckBox(text("lab.write.fua"));
    private final Label range = new Label();
    private final Label outcome = new Label();
    private final VBox events = new VBox(2);
    private final VBox overlays = new VBox(8);

    public WritesView(WorkbenchModel model, LabFiles files) {
        this.model = model;
        this.writes = model.writes();
        this.files = files;
        setId("writes");
        getItems().setAll(scroll(form()), scroll(told()), scroll(kept()));
        setDividerPositions(0.38, 0.68);
        model.reading().rangeProperty().subscribe(this::showRange);
        writes.lastProperty().subscribe(this::showLast);
        writes.overlaysProperty().subscribe(this::showOverlays);
    }

    private static ScrollPane scroll(VBox content) {
        content.getStyleClass().add("lab-column");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("flat-scroll");
        scroll.setMinWidth(180);
        return scroll;
    }

    private static Label heading(String name) {
        Label heading = new Label(text(name));
        heading.getStyleClass().add("heading");
        return heading;
    }

    private VBox form() {
        BooleanBinding closed = Bindings.createBooleanBinding(() -> model.quorum().openedProperty().get().isEmpty(),
                model.quorum().openedProperty());
        range.setId("write-range");
        range.setWrapText(true);
        range.getStyleClass().add("muted");
        bytes.setId("write-bytes");
        bytes.getStyleClass().add("mono");
        bytes.setPrefColumnCount(12);
        LateTip.on(bytes, () -> text("lab.write.bytes.tip"));
        bytes.setAccessibleText(text("lab.write.bytes.tip"));
        bytes.setOnAction(event -> writeBytes());
        flushed.setId("write-fua");
        LateTip.on(flushed, () -> text("lab.write.fua.tip"));
        HBox given = new HBox(6, new Label(text("lab.write.bytes")), bytes,
                button("write.given", closed, this::writeBytes), flushed);
        given.setAlignment(Pos.CENTER_LEFT);
        FlowPane others = new FlowPane(6, 6, button("write.file", closed, this::writeFile),
                button("write.zeroes", closed, writes::zeroes), button("write.flush", closed, writes::flush));
        return new VBox(8, heading("lab.write.title"), range, given, others);
    }

    private static Button button(String name, BooleanBinding disabled, Runnable run) {
        Button button = new Button(text("lab." + name));
        button.setId("lab-" + name.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        LateTip.on(button, () -> text("lab." + name + ".tip"));
        button.setAccessibleText(text("lab." + name + ".tip"));
        button.disableProperty().bind(disabled);
        button.setOnAction(event -> run.run());
        return button;
    }

    private VBox told() {
        outcome.setId("write-outcome");
        outcome.setWrapText(true);
        outcome.setMaxWidth(Double.MAX_VALUE);
        outcome.setMinHeight(Region.USE_PREF_SIZE);
        return new VBox(8, heading("lab.write.came"), outcome, events);
    }

    private VBox kept() {
        Label what = new Label(text("lab.overlay.what"));
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        return new VBox(8, heading("lab.overlay.title"), what, overlays);
    }

    private void showRange(SectorRange now) {
        range.setText(now.isEmpty()
                ? text("status.none")
                : text("lab.write.range", Long.toString(now.first()), Long.toString(now.end() - 1)));
    }

    private void writeBytes() {
        String hex = bytes.getText().replaceAll("0x|[\\s,]", "");
        if (!hex.matches("[0-9a-fA-F]{1,1024}") || (hex.length() > 1 && hex.length() % 2 != 0)) {
            model.messages().tell(Notice.Kind.ERROR, text("lab.write.bytes.wrong", bytes.getText()));
            bytes.selectAll();
        } else if (hex.length() <= 2) {
            writes.fill(Integer.parseInt(hex, 16), flushed.isSelected());
        } else {
            writes.pattern(hex, flushed.isSelected());
        }
    }

    private void writeFile() {
        files.open(text("lab.open.bytes")).ifPresent(file -> writes.file(file, flushed.isSelected()));
    }

    private void showLast(Optional<WriteReport> last) {
        events.getChildren().clear();
        outcome.getStyleClass().removeAll("verdict", "verdict-unanimous", "verdict-below-threshold");
        if (last.isEmpty()) {
            outcome.setText(text("lab.write.none"));
            return;
        }
        WriteReport came = last.get();
        outcome.getStyleClass().addAll("verdict",
                came.success() ? "verdict-unanimous" : "verdict-below-threshold");
        outcome.setText(text("lab.write.outcome", came.what(), came.outcome()));
        for (String event : came.events()) {
            Label line = new Label(event);
            line.getStyleClass().add("event-text");
            line.setWrapText(true);
            events.getChildren().add(line);
        }
        if (came.events().isEmpty()) {
            Label none = new Label(text("lab.write.noEvents"));
            none.getStyleClass().add("muted");
            events.getChildren().add(none);
        }
    }

    private void showOverlays(Map<String, List<SectorRange>> now) {
        overlays.getChildren().clear();
        now.forEach((child, ranges) -> overlays.getChildren().add(overlay(child, ranges)));
        if (now.isEmpty()) {
            overlays.getChildren().add(new Label(text("lab.overlay.none")));
        }
    }

    private HBox overlay(String child, List<SectorRange> ranges) {
        Label name = new Label(child);
        name.getStyleClass().add("child-name");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        LateTip.on(name, () -> child);
        Label words = new Label(words(ranges));
        words.setId("overlay-" + child);
        words.getStyleClass().add("muted");
        LateTip.on(words, () -> all(ranges));
        VBox what = new VBox(name, words);
        what.setMinWidth(40);
        HBox.setHgrow(what, Priority.ALWAYS);
        Button discard = small("lab.overlay.discard", "discard-" + child, child);
        discard.setDisable(ranges.isEmpty());
        discard.setOnAction(event -> writes.discard(child));
        Button export = small("lab.overlay.export", "export-" + child, child);
        export.setOnAction(event -> files.save().ifPresent(file -> writes.export(child, file)));
        HBox row = new HBox(6, what, discard, export);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button small(String name, String id, String child) {
        Button button = new Button(text(name));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        LateTip.on(button, () -> text(name + ".tip", child));
        button.setAccessibleText(text(name + ".tip", child));
        return button;
    }

    private static String words(List<SectorRange> ranges) {
        if (ranges.isEmpty()) {
            return text("lab.overlay.empty");
        }
        long sectors = ranges.stream().mapToLong(SectorRange::count).sum();
        String first = ranges.stream().limit(MOST_RANGES).map(WritesView::words).collect(Collectors.joining(", "));
        return text("lab.overlay.sectors", sectors, ranges.size() > MOST_RANGES ? first + " ..." : first,
                number(sectors));
    }

    private static String all(List<SectorRange> ranges) {
        return ranges.stream().limit(200).map(WritesView::words).collect(Collectors.joining(", "));
    }

    private static String words(SectorRange range) {
        return range.first() + "-" + (range.end() - 1);
    }
}
