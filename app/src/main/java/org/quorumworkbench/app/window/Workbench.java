// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.children.ChildrenView;
import org.quorumworkbench.app.editor.ConfigurationView;
import org.quorumworkbench.app.hex.HexView;
import org.quorumworkbench.app.map.MapView;
import org.quorumworkbench.app.members.MembersBanner;
import org.quorumworkbench.app.model.Bookmarks;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
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
    private final LowerTabs lower;
    private final Bookmarks bookmarks;
    private final MapView map;
    private final Scene scene;
    private final Themes themes;
    private final HexView hex;
    private final Teaching teaching;
    private final Toolbar toolbar;
    private final Actions actions;
    private final VBox investigate;
    private final Perspectives perspectives;
    private Runnable arranged = () -> {};
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
        this.teaching = new Teaching(model.background(), why -> model.messages().tell(Notice.Kind.ERROR, why));
        model.reading().setFirstCount(preferences.sectors());
        hex = new HexView(model);
        toolbar = new Toolbar(model, hex::requestFocus);
        actions = new Actions(model, opening, new Orders(opening.chooser(), saveTo));
        toolbar.lay(actions);

        Node vote = new Panel(text("vote.title"), new VotePanel(model.reading().inspectionProperty(),
                model.headline(), sector -> model.reading().goTo(new SectorRange(sector, 1)),
                actions.nextDivergence.run(), () -> lower().showDivergences()));
        ObservableValue<Optional<Verdicts>> judged = Bindings.createObjectBinding(
                () -> model.whatIf().judgementProperty().get().map(Judgement::whatIf).or(model.whatIf()::unscanned),
                model.whatIf().judgementProperty(), model.quorum().childrenProperty());
        map = new MapView(judged, model.reading().rangeProperty(), sector -> model.reading()
                .goTo(new SectorRange(sector, model.reading().rangeProperty().get().count())), model.background());
        bookmarks = new Bookmarks(model.quorum(), model.reading().rangeProperty(), preferences);
        lower = new LowerTabs(model, bookmarks, actions, DialogFiles.of(opening.chooser(), saveTo), saveTo);
        preferences.tab().ifPresent(lower::show);
        views = new Views(new Panel(text("children.title"), new ChildrenView(model)), hex, vote, lower.pane(),
                preferences);

        root.setId("workbench");
        VBox.setVgrow(views.pane(), Priority.ALWAYS);
        investigate = new VBox(map, views.pane());
        perspectives = new Perspectives(
                Map.of(Perspective.INVESTIGATE, this::investigating, Perspective.TEACH, this::teachingView),
                root::setCenter, () -> actions.perspective.tip());
        root.setBottom(new StatusLine(model));
        scene = new Scene(shell, width, height);
        scene.getStylesheets().add(Resources.url("workbench.css").toExternalForm());
        Keys.hear(scene, actions.moving(), () -> perspectives.current() == Perspective.INVESTIGATE,
                actions.perspective);
        hex.darkProperty().bind(themes.darkProperty());
        map.darkProperty().bind(themes.darkProperty());
        map.managedProperty().bind(map.visibleProperty());
        map.visibleProperty().bind(model.quorum().openedProperty().map(Optional::isPresent));
        Menus menus = new Menus(model, actions, opening, preferences, themes, views);
        toolbar.managedProperty().bind(toolbar.visibleProperty());
        MenuBar bar = menus.bar();
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox head = new HBox(bar, perspectives.choices());
        head.getStyleClass().add("menu-row");
        root.setTop(new VBox(head, toolbar, new Hints(preferences, actions), new NoticeBar(model),
                new MembersBanner(model.members(), () -> lower().showMembers())));
        scene.getAccelerators().put(actions.palette.key(), actions.palette.run());
        scene.windowProperty().subscribe(window -> Announcements.over(window, model));
        DroppedFiles.on(root, opening);
        opening.lessonProperty().subscribe(lesson -> lesson.ifPresent(this::teach));
    }

    private Node investigating() {
        toolbar.setVisible(true);
        return investigate;
    }

    private Node teachingView() {
        toolbar.setVisible(false);
        TeachView view = teachView;
        if (view == null) {
            view = new TeachView(teaching);
            teachView = view;
        }
        return view;
    }

    /** The lower views, wherever they were hidden. */
    private LowerTabs lower() {
        show(Perspective.INVESTIGATE);
        views.show(Views.View.LOWER);
        return lower;
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
            saveTo.get().ifPresent(model.scanFiles()::save);
        }

        @Override
        public void loadScan() {
            chooser.file(text("scan.load.title")).stream().map(File::toPath).forEach(model.scanFiles()::load);
        }

        @Override
        public void switchPerspective() {
            show(perspectives.current() == Perspective.TEACH ? Perspective.INVESTIGATE : Perspective.TEACH);
        }

        /** Shows the last read of the range, as it was recorded, in slow motion. */
        @Override
        public void teachThisRead() {
            model.recording().scenario().ifPresentOrElse(scenario -> {
                show(Perspective.TEACH);
                var _ = teaching.openAtEnd(scenario);
            }, () -> model.messages().tell(Notice.Kind.INFORMATION, text("teach.this.none")));
        }

        @Override
        public void showKeys(List<Action> all) {
            new SideWindows(scene).keys(all);
        }

        @Override
        public void showAbout() {
            new SideWindows(scene).about();
        }

        @Override
        public void showGuide() {
            new SideWindows(scene).show(text("action.guide"), new GuidePane(model, saveTo));
        }

        @Override
        public void showPalette(List<Action> all) {
            CommandPalette.open(shell, all);
        }

        @Override
        public void showPreferences() {
            new SideWindows(scene).show(text("action.preferences"), new PreferencesPane(preferences, themes, model));
        }

        @Override
        public void bookmark() {
            bookmarks.add().ifPresent(mark -> {
                lower().showBookmarks().ask(mark);
            });
        }

        @Override
        public void editConfiguration() {
            ConfigurationView editor = lower().showConfiguration();
            views.makeRoomBelow();
            editor.focus();
        }

        @Override
        public void copyCommand() {
            lower.configuration().copyCommand();
        }

        @Override
        public void addChildren() {
            model.reopening().addChildren(chooser.images().stream().map(File::toPath).toList());
        }

        @Override
        public void compose() {
            lower().showFaults().compose();
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

    /** Arranges the window for that. */
    public void show(Perspective wanted) {
        perspectives.show(wanted);
        arranged.run();
    }

    private void teach(Scenario scenario) {
        show(Perspective.TEACH);
        var _ = teaching.open(scenario);
    }

    /** What the Teach perspective shows. */
    public Teaching teaching() {
        return teaching;
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
        return lower.shown();
    }

    /** Calls it whenever what the next run is told of has changed. */
    void onArranged(Runnable changed) {
        arranged = changed;
        views.onMoved(changed);
        lower.onShown(changed);
    }

    /** What the window is arranged for, for the next run. */
    Perspective perspective() {
        return perspectives.current();
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
