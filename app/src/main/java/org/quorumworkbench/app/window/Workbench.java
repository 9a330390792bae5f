// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.bookmarks.BookmarksView;
import org.quorumworkbench.app.children.ChildrenView;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.divergence.DivergencesView;
import org.quorumworkbench.app.editor.ConfigurationView;
import org.quorumworkbench.app.events.EventsView;
import org.quorumworkbench.app.hex.HexView;
import org.quorumworkbench.app.lab.FaultsView;
import org.quorumworkbench.app.lab.LabFiles;
import org.quorumworkbench.app.lab.RecordingView;
import org.quorumworkbench.app.lab.WritesView;
import org.quorumworkbench.app.map.MapView;
import org.quorumworkbench.app.model.Bookmarks;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
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

    private final WorkbenchModel model;
    private final Preferences preferences;
    private final Opening opening;
    private final BorderPane root = new BorderPane();
    private final StackPane shell = new StackPane(root);
    private final Views views;
    private final TabPane lower = new TabPane();
    private final LateTab<FaultsView> faults;
    private final LateTab<ConfigurationView> configuration;
    private final Bookmarks bookmarks;
    private final LateTab<BookmarksView> marked;
    private final MapView map;
    private final Scene scene;
    private final Themes themes;
    private final HexView hex;
    private final Teaching teaching;
    private final Toolbar toolbar;
    private final Actions actions;
    private final VBox investigate;
    private final SegmentedButton choices = new SegmentedButton();
    private Runnable arranged = () -> {};
    private Perspective perspective = Perspective.INVESTIGATE;
    private @Nullable TeachView teachView;

    /**
     * Builds the window's content.
     *
     * @param model
     *            what it shows; closed by whoever made it
     * @param preferences
     *            what is remembered
     * @param opening
     *            how quorums come into the model
     * @param saveTo
     *            asks the person for a file to save to
     * @param width
     *            of the content at first, in pixels
     * @param height
     *            of the content at first, in pixels
     */
    public Workbench(WorkbenchModel model, Preferences preferences, Opening opening,
            Supplier<Optional<Path>> saveTo, double width, double height) {
        this.model = model;
        this.preferences = preferences;
        this.opening = opening;
        this.themes = new Themes(shell, preferences);
        this.teaching = new Teaching(model.background(), why -> model.tell(Notice.Kind.ERROR, why));
        model.setFirstCount(preferences.sectors());
        hex = new HexView(model);
        toolbar = new Toolbar(model, hex::requestFocus);
        actions = new Actions(model, opening, new Orders(opening.chooser(), saveTo));
        toolbar.lay(actions);

        Node vote = panel(text("vote.title"), new VotePanel(model.inspectionProperty(),
                sector -> model.goTo(new SectorRange(sector, 1))));
        ObservableValue<Optional<Verdicts>> judged = Bindings.createObjectBinding(
                () -> model.scan().judgementProperty().get().map(Judgement::whatIf).or(model.scan()::unscanned),
                model.scan().judgementProperty(), model.childrenProperty());
        map = new MapView(judged, model.rangeProperty(), sector -> model.goTo(new SectorRange(sector, model
                .rangeProperty().get().count())), model.background());
        bookmarks = new Bookmarks(model, preferences);
        LabFiles files = DialogFiles.of(opening.chooser(), saveTo);
        lower.getStyleClass().add("bottom-tabs");
        marked = new LateTab<>("tab-bookmarks", "bookmarks.title",
                () -> new BookmarksView(bookmarks, model::goTo, actions.bookmark.run()));
        configuration = new LateTab<>("tab-configuration", "editor.title",
                () -> new ConfigurationView(model, saveTo));
        faults = new LateTab<>("tab-faults", "lab.faults.title", () -> new FaultsView(model, files));
        lower.getTabs().addAll(List.of(new LateTab<>("tab-events", "events.title",
                () -> new EventsView(model, saveTo)),
                new LateTab<>("tab-divergences", "divergence.title",
                        () -> new DivergencesView(model.scan(), model.childrenProperty(), model::goTo,
                                model.background(), actions.scan.run(), actions.saveScan.run())),
                faults, new LateTab<>("tab-writes", "lab.writes.title", () -> new WritesView(model, files)),
                new LateTab<>("tab-recording", "lab.recording.title", () -> new RecordingView(model, files)),
                marked, configuration));
        preferences.tab().ifPresent(id -> lower.getTabs().stream().filter(tab -> id.equals(tab.getId()))
                .forEach(lower.getSelectionModel()::select));
        views = new Views(panel(text("children.title"), new ChildrenView(model)), hex, vote, lower, preferences);

        root.setId("workbench");
        VBox.setVgrow(views.pane(), Priority.ALWAYS);
        investigate = new VBox(map, views.pane());
        root.setCenter(investigate);
        root.setBottom(new StatusLine(model));
        scene = new Scene(shell, width, height);
        scene.getStylesheets().add(Resources.url("workbench.css").toExternalForm());
        Keys.hear(scene, actions.moving(), () -> perspective == Perspective.INVESTIGATE, actions.perspective);
        hex.darkProperty().bind(themes.darkProperty());
        map.darkProperty().bind(themes.darkProperty());
        map.managedProperty().bind(map.visibleProperty());
        map.visibleProperty().bind(model.quorumProperty().map(Optional::isPresent));
        Menus menus = new Menus(model, actions, opening, preferences, themes, views);
        toolbar.managedProperty().bind(toolbar.visibleProperty());
        MenuBar bar = menus.bar();
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox head = new HBox(bar, perspectives());
        head.getStyleClass().add("menu-row");
        root.setTop(new VBox(head, toolbar, new Hints(preferences, actions), new NoticeBar(model)));
        scene.getAccelerators().put(actions.palette.key(), actions.palette.run());
        scene.windowProperty().subscribe(window -> Announcements.over(window, model));
        root.setOnDragOver(this::dragOver);
        root.setOnDragDropped(this::dropped);
        opening.lessonProperty().subscribe(lesson -> lesson.ifPresent(this::teach));
    }

    /** Shows one of the lower views, wherever it was. */
    private <V extends Node> V reveal(LateTab<V> tab) {
        show(Perspective.INVESTIGATE);
        views.show(Views.View.LOWER);
        lower.getSelectionModel().select(tab);
        return tab.view();
    }

    /** What actions ask of the window. */
    private final class Orders implements Actions.Window {
        private final Opening.Chooser chooser;
        private final Supplier<Optional<Path>> saveTo;

        Orders(Opening.Chooser chooser, Supplier<Optional<Path>> saveTo) {
            this.chooser = chooser;
            this.saveTo = saveTo;
        }

        @Override
        public void focusGoTo() {
            show(Perspective.INVESTIGATE);
            toolbar.focusGoTo();
        }

        @Override
        public void find() {
            bytes().find();
        }

        @Override
        public void findAgain(boolean forwards) {
            bytes().findAgain(forwards);
        }

        private HexView bytes() {
            show(Perspective.INVESTIGATE);
            return hex;
        }

        @Override
        public void saveReport() {
            saveTo.get().ifPresent(model.scan()::save);
        }

        @Override
        public void loadScan() {
            chooser.file(text("scan.load.title")).stream().map(File::toPath).forEach(model.scan()::load);
        }

        @Override
        public void switchPerspective() {
            show(perspective == Perspective.TEACH ? Perspective.INVESTIGATE : Perspective.TEACH);
        }

        /** Shows the last read of the range, as it was recorded, in slow motion. */
        @Override
        public void teachThisRead() {
            model.recording().scenario().ifPresentOrElse(scenario -> {
                show(Perspective.TEACH);
                teaching.openAtEnd(scenario).exceptionally(failure -> false);
            }, () -> model.tell(Notice.Kind.INFORMATION, text("teach.this.none")));
        }

        @Override
        public void showKeys(List<Action> all) {
            inform(text("action.keys"), new KeysPane(all));
        }

        @Override
        public void showAbout() {
            Label words = new Label(text("about.text", ProgramRelease.number()));
            words.setId("about");
            inform(text("action.about"), words);
        }

        @Override
        public void showGuide() {
            inform(text("action.guide"), new GuidePane(model, saveTo));
        }

        @Override
        public void showPalette(List<Action> all) {
            CommandPalette.open(shell, all);
        }

        @Override
        public void showPreferences() {
            inform(text("action.preferences"), new PreferencesPane(preferences, themes, model));
        }

        @Override
        public void bookmark() {
            bookmarks.add().ifPresent(mark -> {
                reveal(marked).ask(mark);
            });
        }

        @Override
        public void editConfiguration() {
            ConfigurationView editor = reveal(configuration);
            views.makeRoomBelow();
            editor.focus();
        }

        @Override
        public void copyCommand() {
            configuration.view().copyCommand();
        }

        @Override
        public void addChildren() {
            model.addChildren(chooser.images().stream().map(File::toPath).toList());
        }

        @Override
        public void compose() {
            reveal(faults).compose();
        }

        @Override
        public void saveRecording() {
            saveTo.get().ifPresent(model.recording()::save);
        }

        @Override
        public void showOrHide(Views.View view) {
            show(Perspective.INVESTIGATE);
            views.shownProperty(view).set(!views.shownProperty(view).get());
        }
    }

    private Node perspectives() {
        for (Perspective choice : Perspective.values()) {
            ToggleButton button = new ToggleButton(text("perspective." + choice.name().toLowerCase(Locale.ROOT)));
            button.setId("perspective-" + choice.name().toLowerCase(Locale.ROOT));
            LateTip.on(button, () -> actions.perspective.tip());
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
        arranged.run();
    }

    private void teach(Scenario scenario) {
        show(Perspective.TEACH);
        teaching.open(scenario).exceptionally(failure -> false);
    }

    /** A window of its own beside the work: nothing waits for it, and Escape closes it. */
    private void inform(String title, Node content) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(scene.getWindow());
        dialog.initModality(Modality.NONE);
        // The dots promise a window in a menu; here it is.
        dialog.setTitle(title.replace("...", ""));
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

    /** All that can be done here. */
    Actions actions() {
        return actions;
    }

    /** How far the dividers are from their edges in pixels, for the next run. */
    List<Double> edges() {
        return views.edges();
    }

    /** The id of the lower view that is shown, for the next run. */
    Optional<String> tab() {
        return Optional.ofNullable(lower.getSelectionModel().getSelectedItem()).map(Tab::getId);
    }

    /** Calls it whenever what the next run is told of has changed. */
    void onArranged(Runnable changed) {
        arranged = changed;
        views.onMoved(changed);
        lower.getSelectionModel().selectedItemProperty().subscribe(changed);
    }

    /** What the window is arranged for, for the next run. */
    Perspective perspective() {
        return perspective;
    }

    /** Puts the focus where work begins: on the bytes. */
    public void focusBytes() {
        hex.requestFocus();
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
