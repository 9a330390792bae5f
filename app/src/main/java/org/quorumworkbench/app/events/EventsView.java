// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.quorumworkbench.app.control.LastLine;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.control.NamedKey;
import org.quorumworkbench.app.model.EventLine;
import org.quorumworkbench.app.model.EventLog;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.story.EventWords.Kind;

/**
 * The live event log: every event, filtered, followed, copied, saved. Going to a place selects the
 * newest event there.
 */
public final class EventsView extends BorderPane {

    private static final double LINE = 16;
    private static final NamedKey COPY = NamedKey.of(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final WorkbenchModel model;
    private final Supplier<Optional<Path>> saveTo;
    private final EventLog log;
    private final ListView<EventLine> list;
    private final ComboBox<String> kinds = new ComboBox<>();
    private final ComboBox<String> children = new ComboBox<>();
    private final TextField filter = new TextField();
    private final CheckBox fold = new CheckBox(text("events.fold"));
    private final CheckBox follow = new CheckBox(text("events.follow"));
    private final Label count = new Label();
    private final LastLine newest;
    /** Whether a line is selected here because somebody is at its place. */
    private boolean following;
    /** Whether what is selected was not chosen by the person. */
    private boolean followed = true;

    /**
     * Shows the events of the model's quorum as they arrive.
     *
     * @param saveTo
     *            asks the person for a file to save to
     */
    public EventsView(WorkbenchModel model, Supplier<Optional<Path>> saveTo) {
        this.model = model;
        this.saveTo = saveTo;
        log = model.events();
        list = new ListView<>(log.shown());
        newest = new LastLine(list);
        setId("events");
        getStyleClass().add("events-view");
        setTop(tools());
        list.setId("event-list");
        list.getStyleClass().add("event-list");
        list.setCellFactory(view -> new EventCell());
        list.setFixedCellSize(LINE);
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setPlaceholder(new Label(text("events.empty")));
        list.setAccessibleText(text("events.title"));
        list.setOnMouseClicked(this::clicked);
        list.setOnKeyPressed(this::pressed);
        setCenter(list);
        list.getSelectionModel().selectedItemProperty().subscribe(now -> followed = following || now == null);
        log.comeProperty().subscribe((before, now) -> more(now.longValue() - before.longValue()));
        model.reading().rangeProperty().subscribe((before, now) -> arrive(now));
        more(log.shown().size());
    }

    private HBox tools() {
        kinds.getItems().add(text("events.kind.all"));
        for (Kind kind : Kind.values()) {
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
        follow.setId("event-follow");
        follow.setSelected(true);
        LateTip.on(follow, () -> text("events.follow.tip"));
        fold.setId("event-fold");
        fold.setSelected(log.folds());
        LateTip.on(fold, () -> text("events.fold.tip"));
        fold.setOnAction(event -> {
            log.fold(fold.isSelected());
            more(log.shown().size());
        });
        Button clear = new Button(text("events.clear"));
        clear.setOnAction(event -> {
            log.clear();
            count();
        });
        kinds.valueProperty().subscribe(this::filterChanged);
        children.valueProperty().subscribe(this::filterChanged);
        filter.textProperty().subscribe(this::filterChanged);
        follow.selectedProperty().subscribe(this::followIfWanted);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        count.getStyleClass().add("muted");
        count.setId("event-count");
        HBox tools = new HBox(6, kinds, children, filter, follow, fold, gap, count, clear, export());
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("view-tools");
        return tools;
    }

    private MenuButton export() {
        MenuButton export = new MenuButton(text("events.export"));
        export.setId("event-export");
        LateTip.on(export, () -> text("events.export.tip"));
        export.setAccessibleText(text("events.export.tip"));
        for (EventFile.Shape shape : EventFile.Shape.values()) {
            MenuItem item = new MenuItem(text("events.export." + shape.word()));
            item.setId("event-export-" + shape.word());
            item.setOnAction(event -> saveTo.get().ifPresent(
                    file -> EventFile.save(model, log.passing(), file, shape)));
            export.getItems().add(item);
        }
        return export;
    }

    private void filterChanged() {
        int kind = kinds.getSelectionModel().getSelectedIndex();
        int child = children.getSelectionModel().getSelectedIndex();
        log.filter(kind <= 0 ? Optional.empty() : Optional.of(Kind.valueOf(kinds.getValue())),
                child <= 0 ? Optional.empty() : Optional.of(children.getValue()), filter.getText().strip());
        more(log.shown().size());
    }

    /**
     * Shows what came.
     *
     * @param come
     *            so many of the last lines, at most, are new: older ones were looked at when they came
     */
    private void more(long come) {
        for (String child : log.children()) {
            if (!children.getItems().contains(child)) {
                children.getItems().add(child);
            }
        }
        int here = newest(model.reading().rangeProperty().get(), come);
        // What the person has chosen stays so.
        if (followed && here >= 0) {
            select(here);
        }
        followIfWanted();
        count();
    }

    /** Where somebody is now, what happened there last is selected; nothing if nothing did. */
    private void arrive(SectorRange now) {
        List<EventLine> chosen = list.getSelectionModel().getSelectedItems();
        if (chosen.size() > 1 || chosen.stream().anyMatch(line -> line.range().overlaps(now))) {
            return;
        }
        int at = newest(now, log.shown().size());
        select(at);
        if (at >= 0) {
            list.scrollTo(Math.max(0, at - 1));
        }
    }

    /** The newest event there among the last so many lines; below 0 if none is. */
    private int newest(SectorRange there, long among) {
        List<EventLine> lines = log.shown();
        for (int at = lines.size() - 1; at >= Math.max(0, lines.size() - among); at--) {
            if (lines.get(at).range().overlaps(there)) {
                return at;
            }
        }
        return -1;
    }

    private void select(int line) {
        following = true;
        if (line < 0) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().clearAndSelect(line);
        }
        following = false;
    }

    private void followIfWanted() {
        if (follow.isSelected()) {
            newest.show();
        }
    }

    private void count() {
        String words = log.passed() == log.size()
                ? text("events.shown", log.size())
                : text("events.shown.of", log.passed(), log.size());
        count.setText(log.gone() == 0 ? words : words + ", " + text("events.dropped", Long.toString(log.gone())));
    }

    // What can be done with a line.

    private void clicked(MouseEvent click) {
        if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress() && !click.isShiftDown()
                && !click.isShortcutDown()) {
            goToLine();
        }
    }

    private void pressed(KeyEvent key) {
        if (key.getCode() == KeyCode.ENTER) {
            goToLine();
        } else if (COPY.match(key)) {
            copy();
        } else {
            return;
        }
        key.consume();
    }

    private void goToLine() {
        List<EventLine> selected = list.getSelectionModel().getSelectedItems();
        if (selected.size() == 1 && !selected.getFirst().range().isEmpty()) {
            model.reading().goTo(selected.getFirst().range());
        }
    }

    private void copy() {
        String lines = list.getSelectionModel().getSelectedItems().stream().map(EventLine::text)
                .collect(Collectors.joining("\n"));
        if (!lines.isEmpty()) {
            Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, lines + "\n"));
        }
    }
}
