// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.FileChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.quorumworkbench.app.sample.SampleQuorum;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.ui.Resources;

/** The window as a program. */
public final class WorkbenchApp extends Application {

    /**
     * The window closes when its first range has been painted: how long a start takes, and what it
     * loads.
     */
    private static final String UNTIL_PAINTED = "quorumworkbench.untilPainted";

    private static final AtomicReference<Start> START = new AtomicReference<>(new Start(List.of(), Adjustments.NONE));

    private record Start(List<String> words, Adjustments adjustments) {}

    private final WorkbenchModel model = new WorkbenchModel();
    private Preferences preferences = Preferences.none();

    /**
     * Shows the window and waits until it is closed. At most once in a process.
     *
     * @param words
     *            what a command line names; the sample is opened if there are none
     */
    public static void show(List<String> words, Adjustments adjustments) {
        START.set(new Start(words, adjustments));
        launch(WorkbenchApp.class);
    }

    /** Not on the JavaFX thread, which is being started meanwhile. */
    @Override
    public void init() {
        preferences = Preferences.in(Preferences.usualFile());
    }

    @Override
    public void start(Stage stage) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, bug) -> {
            System.getLogger(WorkbenchApp.class.getName()).log(System.Logger.Level.ERROR, "in the window", bug);
            model.tell(Notice.Kind.ERROR, text("bug", bug));
        });
        preferences.language().ifPresent(tag -> Resources.speak(Locale.forLanguageTag(tag)));
        Workbench workbench = new Workbench(model, preferences, new Dialogs(stage), () -> saveTo(stage),
                () -> SampleQuorum.configuration(Adjustments.NONE), 1280, 800);
        stage.setScene(workbench.scene());
        stage.setTitle(text("app.title"));
        model.quorumProperty().subscribe(open -> stage.setTitle(
                open.map(quorum -> text("app.title.open", quorum.configuration().source())).orElse(text("app.title"))));
        preferences.place().filter(WorkbenchApp::isOnScreen).ifPresent(place -> {
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            stage.setMaximized(place.maximised());
        });
        stage.setOnHiding(event -> preferences.setLayout(new Preferences.Place(stage.getX(), stage.getY(),
                stage.getWidth(), stage.getHeight(), stage.isMaximized()), workbench.dividers(),
                workbench.perspective()));
        // Files are opened while the window is laid out for the first time.
        Start begin = START.get();
        if (begin.words().isEmpty()) {
            workbench.opening().openSample();
        } else {
            workbench.opening().open(begin.words(), begin.adjustments());
        }
        workbench.show(preferences.perspective());
        stage.show();
        workbench.focusBytes();
        if (Boolean.getBoolean(UNTIL_PAINTED)) {
            // One pulse lays out what was read, the next begins when that has been painted.
            model.inspectionProperty().subscribe(now -> now.ifPresent(
                    seen -> PulseGate.afterPulses(2, stage::close)));
        }
    }

    private static boolean isOnScreen(Preferences.Place place) {
        return Screen.getScreens().stream().map(Screen::getVisualBounds)
                .anyMatch(bounds -> bounds
                        .intersects(new Rectangle2D(place.x(), place.y(), Math.max(100, place.width()), 40)));
    }

    private static Optional<Path> saveTo(Stage stage) {
        return Optional.ofNullable(new FileChooser().showSaveDialog(stage)).map(File::toPath);
    }

    @Override
    public void stop() {
        model.close();
        preferences.close();
    }

    /** The platform's own dialogs. */
    private record Dialogs(Stage stage) implements Opening.Chooser {
        @Override
        public List<File> configuration() {
            FileChooser chooser = chooser("open.title");
            chooser.getExtensionFilters().addAll(
                    new FileChooser.ExtensionFilter(text("open.filter.config"), "*.json", "*.quorum",
                            "*.quorum-scenario", "*.xml"),
                    new FileChooser.ExtensionFilter(text("open.filter.all"), "*"));
            return Optional.ofNullable(chooser.showOpenDialog(stage)).map(List::of).orElse(List.of());
        }

        @Override
        public List<File> images() {
            FileChooser chooser = chooser("open.images.title");
            chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter(text("open.filter.all"), "*"),
                    new FileChooser.ExtensionFilter(text("open.filter.images"), "*.img", "*.raw", "*.dd"));
            return Optional.ofNullable(chooser.showOpenMultipleDialog(stage)).orElse(List.of());
        }

        private static FileChooser chooser(String title) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(text(title));
            return chooser;
        }
    }
}
