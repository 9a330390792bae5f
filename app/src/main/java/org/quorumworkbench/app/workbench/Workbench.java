// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.children.ChildrenView;
import org.quorumworkbench.app.divergence.DivergencesView;
import org.quorumworkbench.app.events.EventsView;
import org.quorumworkbench.app.hex.HexView;
import org.quorumworkbench.app.map.MapView;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.app.teach.TeachView;
import org.quorumworkbench.app.teach.Teaching;
import org.quorumworkbench.app.vote.VotePanel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.ui.Resources;

/**
 * The window's content: the views around one model, and what they tell it. Made and used on the
 * JavaFX thread.
 */
public final class Workbench {

    private static final double[] SIDES = {0.19, 0.76};
    private static final double BOTTOM = 0.76;

    private final WorkbenchModel model;
    private final Preferences preferences;
    private final Opening opening;
    private final BorderPane root = new BorderPane();
    private final SplitPane middle;
    private final SplitPane stack;
    private final MapView map;
    private final Scene scene;
    private final Themes themes;
    private final Runnable firstFocus;
    private final Teaching teaching;
    private final Toolbar toolbar;
    private final VBox investigate;
    private final SegmentedButton choices = new SegmentedButton();
    private Perspective perspective = Perspective.INVESTIGATE;
    private @Nullable TeachView teachView;

    /**
     * Builds the window's content.
     *
     * @param model
     *            what it shows; closed by whoever made it
     * @param preferences
     *            what is remembered
     * @param chooser
     *            asks the person for files to open
     * @param saveTo
     *            asks the person for a file to save to
     * @param sample
     *            the quorum that comes with the program
     * @param width
     *            of the content at first, in pixels
     * @param height
     *            of the content at first, in pixels
     */
    public Workbench(WorkbenchModel model, Preferences preferences, Opening.Chooser chooser,
            Supplier<Optional<Path>> saveTo,
            WorkbenchModel.Source sample, double width, double height) {
        this.model = model;
        this.preferences = preferences;
        this.opening = new Opening(model, preferences, chooser, sample, this::teach);
        this.themes = new Themes(root, preferences);
        this.teaching = new Teaching(model.background(), why -> model.tell(Notice.Kind.ERROR, why));
        toolbar = new Toolbar(model);
        Actions actions = new Actions(model, opening, toolbar::focusGoTo,
                () -> saveTo.get().ifPresent(model.scan()::save), this::switchPerspective, this::teachThis,
                this::showKeys, this::showAbout);
        toolbar.lay(actions);

        HexView hex = new HexView(model);
        SplitPane.setResizableWithParent(hex, true);
        Node children = panel(text("children.title"), new ChildrenView(model));
        Node vote = panel(text("vote.title"), new VotePanel(model.inspectionProperty(),
                sector -> model.goTo(new SectorRange(sector, 1))));
        ObservableValue<Optional<Verdicts>> judged = model.scan().judgementProperty()
                .map(now -> now.map(Judgement::whatIf));
        map = new MapView(judged, model.rangeProperty(), sector -> model.goTo(new SectorRange(sector, model
                .rangeProperty().get().count())), model.background());
        middle = new SplitPane(children, hex, vote);
        middle.setDividerPositions(SIDES);
        SplitPane.setResizableWithParent(children, false);
        SplitPane.setResizableWithParent(vote, false);
        Tab events = new Tab(text("events.title"),
                new EventsView(model.eventsProperty(), model::goTo, notice -> model.tell(notice.kind(), notice.text()),
                        saveTo, model.background()));
        events.setClosable(false);
        Tab divergences = new Tab(text("divergence.title"), new DivergencesView(model.scan(), model.childrenProperty(),
                model::goTo, model.background(), actions.scan.run(), actions.saveScan.run()));
        divergences.setClosable(false);
        divergences.setId("divergences-tab");
        TabPane bottom = new TabPane(events, divergences);
        bottom.getTabs().addAll(LabTabs.of(model, chooser, saveTo));
        bottom.getStyleClass().add("bottom-tabs");
        stack = new SplitPane(middle, bottom);
        stack.setOrientation(Orientation.VERTICAL);
        stack.setDividerPositions(BOTTOM);
        SplitPane.setResizableWithParent(bottom, false);
        restoreDividers();

        root.setId("workbench");
        VBox.setVgrow(stack, Priority.ALWAYS);
        investigate = new VBox(map, stack);
        root.setCenter(investigate);
        root.setBottom(new StatusLine(model));
        scene = new Scene(root, width, height);
        scene.getStylesheets().add(Resources.url("workbench.css").toExternalForm());
        Keys.hear(scene, actions.moving());
        hex.darkProperty().bind(themes.darkProperty());
        map.darkProperty().bind(themes.darkProperty());
        map.managedProperty().bind(map.visibleProperty());
        model.scan().stateProperty().subscribe(this::showMap);
        model.scan().judgementProperty().subscribe(this::showMap);
        showMap();
        Menus menus = new Menus(model, actions, opening, preferences, themes);
        toolbar.managedProperty().bind(toolbar.visibleProperty());
        MenuBar bar = menus.bar();
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox head = new HBox(bar, perspectives(actions));
        head.getStyleClass().add("menu-row");
        root.setTop(new VBox(head, toolbar, new NoticeBar(model)));
        root.setOnDragOver(this::dragOver);
        root.setOnDragDropped(this::dropped);
        firstFocus = hex::requestFocus;
    }

    private Node perspectives(Actions actions) {
        for (Perspective choice : Perspective.values()) {
            ToggleButton button = new ToggleButton(text("perspective." + choice.name().toLowerCase(Locale.ROOT)));
            button.setId("perspective-" + choice.name().toLowerCase(Locale.ROOT));
            button.setTooltip(new Tooltip(actions.perspective.tip()));
            button.setUserData(choice);
            button.setOnAction(event -> show(choice));
            choices.getButtons().add(button);
        }
        show(Perspective.INVESTIGATE);
        return choices;
    }

    /** Arranges the window for that. */
    public void show(Perspective wanted) {
        perspective = wanted;
        boolean teach = wanted == Perspective.TEACH;
        TeachView view = teachView;
        if (teach && view == null) {
            view = new TeachView(teaching);
            teachView = view;
        }
        root.setCenter(teach && view != null ? view : investigate);
        toolbar.setVisible(!teach);
        choices.getButtons().forEach(button -> button.setSelected(wanted.equals(button.getUserData())));
    }

    private void teach(Scenario scenario) {
        show(Perspective.TEACH);
        teaching.open(scenario).exceptionally(failure -> false);
    }

    private void switchPerspective() {
        show(perspective == Perspective.TEACH ? Perspective.INVESTIGATE : Perspective.TEACH);
    }

    /** Shows the last read of the range, as it was recorded, in slow motion. */
    private void teachThis() {
        model.recording().scenario().ifPresentOrElse(scenario -> {
            show(Perspective.TEACH);
            teaching.openAtEnd(scenario).exceptionally(failure -> false);
        }, () -> model.tell(Notice.Kind.INFORMATION, text("teach.this.none")));
    }

    private void showKeys(List<Action> actions) {
        inform(text("action.keys"), new KeysPane(actions));
    }

    private void showAbout() {
        Label words = new Label(text("about.text", ProgramRelease.number()));
        words.setId("about");
        inform(text("action.about"), words);
    }

    /** A window of its own beside the work: nothing waits for it, and Escape closes it. */
    private void inform(String title, Node content) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(scene.getWindow());
        dialog.initModality(Modality.NONE);
        dialog.setTitle(title);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.getDialogPane().getStylesheets().addAll(scene.getStylesheets());
        dialog.show();
    }

    /** What the Teach perspective shows. */
    public Teaching teaching() {
        return teaching;
    }

    private static VBox panel(String title, Node view) {
        Label label = new Label(title);
        label.getStyleClass().add("panel-title");
        VBox panel = new VBox(label, view);
        panel.setMinWidth(150);
        VBox.setVgrow(view, Priority.ALWAYS);
        return panel;
    }

    /** Before anything was scanned the map would only take room. */
    private void showMap() {
        map.setVisible(model.scan().judgementProperty().get().isPresent()
                || model.scan().stateProperty().get() != ScanModel.State.IDLE);
    }

    private void dragOver(DragEvent drag) {
        if (drag.getDragboard().hasFiles()) {
            drag.acceptTransferModes(TransferMode.COPY);
        }
        drag.consume();
    }

    private void dropped(DragEvent drag) {
        boolean files = drag.getDragboard().hasFiles();
        if (files) {
            opening.drop(List.copyOf(drag.getDragboard().getFiles()));
        }
        drag.setDropCompleted(files);
        drag.consume();
    }

    private void restoreDividers() {
        List<Double> remembered = preferences.dividers();
        if (remembered.size() == SIDES.length + 1) {
            middle.setDividerPositions(remembered.get(0), remembered.get(1));
            stack.setDividerPositions(remembered.get(2));
        }
    }

    /** Where the dividers are, for the next run. */
    List<Double> dividers() {
        double[] sides = middle.getDividerPositions();
        return List.of(sides[0], sides[1], stack.getDividerPositions()[0]);
    }

    /** Puts the focus where work begins: on the bytes. */
    public void focusBytes() {
        firstFocus.run();
    }

    public Scene scene() {
        return scene;
    }

    public Opening opening() {
        return opening;
    }

    public WorkbenchModel model() {
        return model;
    }

    public Themes themes() {
        return themes;
    }
}
