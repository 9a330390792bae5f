// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.quorumworkbench.app.workbench.EventFeed;
import org.quorumworkbench.app.workbench.LateTip;
import org.quorumworkbench.app.workbench.Notice;
import org.quorumworkbench.core.block.SectorRange;

/** The live event log: every event, filtered, followed, saved. */
public final class EventsView extends BorderPane {

    private static final int KEPT = 100_000;

    /** So many lines are in the text at once; a burst of more costs no more. */
    private static final int SHOWN = 1_000;

    private final EventLog log = new EventLog(KEPT);
    private final List<EventLine> shown = new ArrayList<>();
    private final StyleClassedTextArea area = new StyleClassedTextArea(false);
    private final ComboBox<String> kinds = new ComboBox<>();
    private final ComboBox<String> children = new ComboBox<>();
    private final TextField filter = new TextField();
    private final CheckBox follow = new CheckBox(text("events.follow"));
    private final Label count = new Label();
    private final Consumer<Notice> tell;
    private final Supplier<Optional<Path>> whereTo;
    private final Executor executor;

    /**
     * Shows the events that arrive.
     *
     * @param events
     *            batch after batch
     * @param goToRange
     *            called on the JavaFX thread with the range of a line that was clicked
     * @param tell
     *            hears what came of saving
     * @param whereTo
     *            asks the person for a file to save to
     * @param executor
     *            what files are written on
     */
    public EventsView(ObservableValue<EventFeed.Batch> events, Consumer<SectorRange> goToRange, Consumer<Notice> tell,
            Supplier<Optional<Path>> whereTo, Executor executor) {
        this.tell = tell;
        this.executor = executor;
        this.whereTo = whereTo;
        setId("events");
        getStyleClass().add("events-view");
        setTop(tools());
        area.setEditable(false);
        area.setId("event-text");
        area.getStyleClass().add("event-text");
        area.setPlaceholder(new Label(text("events.empty")));
        area.setAccessibleText(text("events.title"));
        area.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress()) {
                goToLine(area.getCurrentParagraph(), goToRange);
            }
        });
        setCenter(new VirtualizedScrollPane<>(area));
        events.addListener((property, before, batch) -> append(batch));
        count();
    }

    private void goToLine(int line, Consumer<SectorRange> goToRange) {
        if (line < shown.size() && !shown.get(line).event().range().isEmpty()) {
            goToRange.accept(shown.get(line).event().range());
        }
    }

    private Region tools() {
        kinds.getItems().add(text("events.kind.all"));
        for (EventLine.Kind kind : EventLine.Kind.values()) {
            kinds.getItems().add(kind.name());
        }
        kinds.getSelectionModel().select(0);
        kinds.setId("event-kinds");
        kinds.setAccessibleText(text("events.filter") + ": " + text("events.kind.all"));
        children.getItems().add(text("events.child.all"));
        children.getSelectionModel().select(0);
        children.setId("event-children");
        children.setAccessibleText(text("events.filter") + ": " + text("events.child.all"));
        filter.setPromptText(text("events.filter"));
        LateTip.on(filter, () -> text("events.filter.tip"));
        filter.setAccessibleText(text("events.filter.tip"));
        filter.setId("event-filter");
        filter.setPrefColumnCount(14);
        follow.setSelected(true);
        LateTip.on(follow, () -> text("events.follow.tip"));
        Button clear = new Button(text("events.clear"));
        clear.setOnAction(event -> {
            log.clear();
            showAll();
        });
        Button export = new Button(text("events.export"));
        LateTip.on(export, () -> text("events.export.tip"));
        export.setOnAction(event -> whereTo.get().ifPresent(this::save));
        kinds.valueProperty().subscribe(this::filterChanged);
        children.valueProperty().subscribe(this::filterChanged);
        filter.textProperty().subscribe(this::filterChanged);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        count.getStyleClass().add("muted");
        count.setId("event-count");
        HBox tools = new HBox(6, kinds, children, filter, follow, gap, count, clear, export);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        return tools;
    }

    private void filterChanged() {
        int kind = kinds.getSelectionModel().getSelectedIndex();
        int child = children.getSelectionModel().getSelectedIndex();
        log.filter(kind <= 0 ? Optional.empty() : Optional.of(EventLine.Kind.valueOf(kinds.getValue())),
                child <= 0 ? Optional.empty() : Optional.of(children.getValue()), filter.getText().strip());
        showAll();
    }

    private void append(EventFeed.Batch batch) {
        List<EventLine> passed = log.add(batch.events(), batch.dropped());
        for (String child : log.children()) {
            if (!children.getItems().contains(child)) {
                children.getItems().add(child);
            }
        }
        if (shown.size() + passed.size() > SHOWN) {
            showAll();
        } else if (!passed.isEmpty()) {
            put(passed, area.getLength());
            shown.addAll(passed);
            followIfWanted();
        }
        count();
    }

    private void showAll() {
        shown.clear();
        shown.addAll(log.newest(SHOWN / 2));
        area.clear();
        put(shown, 0);
        followIfWanted();
        count();
    }

    private void put(List<EventLine> lines, int at) {
        if (lines.isEmpty()) {
            return;
        }
        var document = new ReadOnlyStyledDocumentBuilder<Collection<String>, String, Collection<String>>(
                SegmentOps.styledTextOps(), List.of());
        if (at > 0) {
            document.addParagraph("", List.of());
        }
        for (EventLine line : lines) {
            document.addParagraph(line.text(), List.of("event-" + line.kind().name().toLowerCase(Locale.ROOT)));
        }
        area.replace(at, at, document.build());
    }

    private void followIfWanted() {
        if (follow.isSelected() && !shown.isEmpty()) {
            area.showParagraphAtBottom(area.getParagraphs().size() - 1);
        }
    }

    private void count() {
        String words = text("events.shown", Integer.toString(log.size()));
        count.setText(log.gone() == 0 ? words : words + ", " + text("events.dropped", Long.toString(log.gone())));
    }

    private void save(Path file) {
        List<EventLine> lines = List.copyOf(log.newest(KEPT));
        executor.execute(() -> {
            Notice told;
            try {
                Files.writeString(file, EventJson.lines(lines));
                told = new Notice(Notice.Kind.INFORMATION,
                        text("events.saved", Integer.toString(lines.size()), file.toString()));
            } catch (IOException e) {
                told = new Notice(Notice.Kind.ERROR,
                        text("events.notSaved", file.toString(), String.valueOf(e.getMessage())));
            }
            Notice notice = told;
            Platform.runLater(() -> tell.accept(notice));
        });
    }
}
