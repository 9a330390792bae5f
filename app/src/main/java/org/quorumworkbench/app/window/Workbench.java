// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
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
import org.quorumworkbench.app.hex.HexView;
import org.quorumworkbench.app.map.MapView;
import org.quorumworkbench.app.members.MembersBanner;
import org.quorumworkbench.app.model.Bookmarks;
import org.quorumworkbench.app.model.FindingWords;
import org.quorumworkbench.app.model.Judgement;
import org.quorumworkbench.app.model.NotedPlaces;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.app.preferences.Layout;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.WindowBounds;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.app.teach.TeachView;
import org.quorumworkbench.app.teach.Teaching;
import org.quorumworkbench.app.vote.VotePanel;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.ui.Resources;

/**
 * The window's content: the views around one model, and what they tell it. Made and used on the
 * JavaFX thread.
 */
public final class Workbench {

    final WorkbenchModel model;
    final Preferences preferences;
    private final Opening opening;
    private final BorderPane root = new BorderPane();
    final StackPane shell = new StackPane(root);
    final ViewLayout views;
    final LowerTabs lower;
    final Bookmarks bookmarks;
    private final MapView map;
    final Scene scene;
    final Themes themes;
    final HexView hex;
    final Teaching teaching;
    final Toolbar toolbar;
    private final Actions actions;
    private final VBox investigate;
    final Perspectives perspectives;
    final OverviewStay overview;
    private final TeachView.Files files;
    private final ObservableValue<String> title;
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
        this.teaching = new Teaching(model.background(), preferences.folder(), model.messages()::tell);
        model.reading().setFirstCount(preferences.sectors());
        model.scan().setCourtesy(ScanChoices.courtesy(preferences.scanning()));
        hex = new HexView(model);
        hex.setSaveTo(saveTo);
        hex.remember(preferences);
        toolbar = new Toolbar(model, hex::requestFocus);
        actions = new Actions(model, opening, new Orders(this, opening.chooser(), saveTo));
        toolbar.lay(actions);

        Node vote = new TitledPanel(text("vote.title"), new VotePanel(model.reading().inspectionProperty(),
                model.headline(), sector -> model.reading().goTo(new SectorRange(sector, 1)),
                actions.nextDivergence.run(), () -> lower().showDivergences()));
        ObservableValue<Optional<Verdicts>> judged = Bindings.createObjectBinding(
                () -> repaired().or(() -> model.whatIf().judgementProperty().get().map(Judgement::whatIf))
                        .or(model.whatIf()::unscanned),
                model.whatIf().judgementProperty(), model.quorum().childrenProperty(), model.repair().leftProperty(),
                model.repair().mapsLeftProperty());
        map = new MapView(judged, model.reading().rangeProperty(), this::goTo, model.background());
        map.remarkProperty().bind(mapRemark());
        map.tellDamage(this::kindsAndNotes);
        map.tellPlaces(model.places().stateProperty());
        bookmarks = new Bookmarks(model.quorum(), model.reading().rangeProperty(), preferences);
        bookmarks.list().subscribe(() -> {
            hex.mark(bookmarks.list());
            map.mark(marked());
        });
        lower = new LowerTabs(model, bookmarks, actions, DialogFiles.of(opening.chooser(), saveTo), saveTo);
        preferences.tab().ifPresent(lower::show);
        views = new ViewLayout(new TitledPanel(text("children.title"), new ChildrenView(model)), hex, vote,
                lower.pane(),
                preferences);

        root.setId("workbench");
        VBox.setVgrow(views.pane(), Priority.ALWAYS);
        investigate = new VBox(map, views.pane());
        perspectives = new Perspectives(
                Map.of(Perspective.OVERVIEW, this::overviewing, Perspective.INVESTIGATE, this::investigating,
                        Perspective.TEACH, this::teachingView),
                root::setCenter, one -> actions.showing(one).tip());
        overview = new OverviewStay(model, () -> mapTall(judged), perspectives, actions, this::focusBytes);
        StatusLine status = new StatusLine(model, teaching, perspectives::current,
                hex.typingProperty());
        root.setBottom(status);
        perspectives.currentProperty().subscribe(status::update);
        scene = new Scene(shell, width, height);
        scene.getStylesheets().add(Resources.url("workbench.css").toExternalForm());
        Keys.hear(scene, actions.moving(), () -> perspectives.current() == Perspective.INVESTIGATE,
                actions.perspective);
        hex.darkProperty().bind(themes.darkProperty());
        map.darkProperty().bind(themes.darkProperty());
        map.managedProperty().bind(map.visibleProperty());
        map.visibleProperty().bind(model.quorum().openedProperty().map(Optional::isPresent));
        Menus menus = new Menus(model, actions, opening, preferences, themes, views, hex.menu());
        toolbar.managedProperty().bind(toolbar.visibleProperty());
        MenuBar bar = menus.bar();
        HBox.setHgrow(bar, Priority.ALWAYS);
        HBox head = new HBox(bar, perspectives.choices());
        head.getStyleClass().add("menu-row");
        root.setTop(new VBox(head, toolbar, new WelcomeBar(preferences, actions), new NoticeBar(model,
                perspectives.currentProperty().map(Perspective.OVERVIEW::equals)),
                new MembersBanner(model.members(), () -> lower().showMembers())));
        scene.getAccelerators().put(actions.palette.key(), actions.palette.run());
        scene.windowProperty().subscribe(window -> Announcements.over(window, model));
        DroppedFiles.on(root, opening);
        opening.lessonProperty().subscribe(lesson -> lesson.ifPresent(this::teach));
        files = new TeachFiles(opening.chooser(), saveTo);
        new PresenterMode(teaching, root, scene);
        title = Bindings.createStringBinding(() -> model.repair().journal().runningProperty().get()
                .map(WindowTitle::repairing)
                .orElseGet(() -> perspectives.current() == Perspective.TEACH && teaching.slides() > 0
                        ? text("app.title.open", teaching.title())
                        : WindowTitle.of(model.quorum().openedProperty().get())),
                model.quorum().openedProperty(), model.repair().journal().runningProperty(),
                teaching.deckProperty(), perspectives.currentProperty());
    }

    private MapView mapTall(ObservableValue<Optional<Verdicts>> judged) {
        MapView tall = MapView.tall(judged, model.reading().rangeProperty(), this::goTo, model.background());
        tall.darkProperty().bind(themes.darkProperty());
        bookmarks.list().subscribe(() -> tall.mark(marked()));
        tall.mark(marked());
        tall.remarkProperty().bind(mapRemark());
        tall.tellPlaces(model.places().stateProperty());
        return tall;
    }

    /** What a rehearsed repair would leave, if the map is to show that. */
    private Optional<Verdicts> repaired() {
        return model.repair().leftProperty().get().filter(_ -> model.repair().mapsLeftProperty().get());
    }

    private StringBinding mapRemark() {
        return Bindings.createStringBinding(() -> repaired().map(_ -> text("map.repaired")).orElse(""),
                model.repair().leftProperty(), model.repair().mapsLeftProperty());
    }

    private List<SectorRange> marked() {
        return bookmarks.list().stream().map(Bookmark::range).toList();
    }

    /** What the map tells of a cell beyond its votes. */
    private String kindsAndNotes(SectorRange range) {
        return Stream.concat(Stream.of(FindingWords.kinds(model.findings().foundProperty().get(), range)),
                bookmarks.list().stream().filter(mark -> mark.range().overlaps(range))
                        .map(mark -> "\u2605 " + Printable.line(mark.note())))
                .filter(words -> !words.isEmpty()).collect(Collectors.joining("\n"));
    }

    private void goTo(long sector) {
        model.reading().goTo(new SectorRange(sector, model.reading().rangeProperty().get().count()));
    }

    private Node overviewing() {
        toolbar.setVisible(false);
        return overview.look();
    }

    private Node investigating() {
        toolbar.setVisible(true);
        model.surveying().watch(false);
        return investigate;
    }

    private Node teachingView() {
        toolbar.setVisible(false);
        model.surveying().watch(false);
        TeachView view = teachView;
        if (view == null) {
            view = new TeachView(teaching, files);
            teachView = view;
        }
        return view;
    }

    /** The lower views, wherever they were hidden. */
    LowerTabs lower() {
        show(Perspective.INVESTIGATE);
        views.show(ViewLayout.View.LOWER);
        return lower;
    }

    /** Arranges the window for that. */
    public void show(Perspective wanted) {
        perspectives.show(wanted);
        if (wanted == Perspective.OVERVIEW) {
            overview.focus();
        }
    }

    /**
     * Compares the sample at once when it is opened, and says what is to be seen in it.
     *
     * @param stops
     *            asked when the sample is open, and not before
     */
    public void offerTour(Supplier<List<TourQuorum.Stop>> stops) {
        opening.sampleProperty().subscribe(open -> {
            showTour(open ? stops.get() : List.of());
            if (open) {
                show(Perspective.OVERVIEW);
                model.scan().start();
            }
        });
    }

    /** Says what is to be seen in the sample; nothing if there are no stops. */
    void showTour(List<TourQuorum.Stop> stops) {
        overview.showTour(stops);
    }

    /** Marks the places that the file notes, once a quorum is open. */
    void markOnceOpen(Path file) {
        noted().loadOnceOpen(file);
    }

    /** Takes places that other programs have noted. */
    NotedPlaces noted() {
        return new NotedPlaces(model.background(), model.quorum(), bookmarks, model.messages());
    }

    /** Whether the Overview is shown by itself when all has been compared. */
    public void setOverviewByItself(boolean on) {
        overview.setByItself(on);
    }

    private void teach(Scenario scenario) {
        show(Perspective.TEACH);
        var _ = teaching.open(scenario);
    }

    /** What the Teach perspective shows. */
    public Teaching teaching() {
        return teaching;
    }

    /** What the window is called: by what was opened, or by the lesson that is taught. */
    ObservableValue<String> titleProperty() {
        return title;
    }

    /** All that can be done here. */
    Actions actions() {
        return actions;
    }

    /** How it is arranged, for the next run. */
    Layout layout(WindowBounds bounds) {
        return new Layout(bounds, views.edges(), perspectives.current(), lower.shown());
    }

    /** Calls it whenever what the next run is told of has changed. */
    void onArranged(Runnable changed) {
        perspectives.onShown(changed);
        views.onMoved(changed);
        lower.onShown(changed);
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
