// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.OpenQuorum;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.Preferences.Trouble;
import org.quorumworkbench.app.preferences.WindowBounds;
import org.quorumworkbench.app.sample.TourQuorum;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.ui.Resources;

/** The window as a program. */
public final class WorkbenchApp extends Application {

    /** A window that has nothing to show after so many pulses is shown empty. */
    private static final int PATIENCE = 6;

    private static final AtomicReference<Start> START = new AtomicReference<>(Start.NOTHING);

    /**
     * What the program was started with.
     *
     * @param manner
     *            how what the words name is opened
     * @param noted
     *            a file whose places are marked once the quorum is open
     * @param sample
     *            the bundled quorum
     * @param preferences
     *            what the window remembers
     * @param painted
     *            is told when the first range has been painted, upon which the window closes
     */
    private record Start(List<String> words, Opening.Manner manner, Optional<Path> noted, OpenQuorum.Source sample,
            Supplier<Preferences> preferences, Optional<Runnable> painted) {
        static final Start NOTHING = new Start(List.of(), Opening.Manner.USUAL, Optional.empty(),
                () -> TourQuorum.configuration(Adjustments.NONE), Start::remembered, Optional.empty());

        /** Reads the preferences already, and the sample if it is what will be shown. */
        static Start with(List<String> words, Opening.Manner manner, Optional<Path> noted,
                Optional<Runnable> painted, Executor executor) {
            Supplier<Preferences> preferences = CompletableFuture.supplyAsync(Start::remembered, executor)::join;
            if (!words.isEmpty()) {
                return new Start(words, manner, noted, NOTHING.sample(), preferences, painted);
            }
            FutureTask<Configuration> reading = new FutureTask<>(NOTHING.sample()::read);
            executor.execute(reading);
            return new Start(words, manner, noted, () -> read(reading), preferences, painted);
        }

        private static Preferences remembered() {
            return Preferences.in(Preferences.usualFile());
        }

        private static Configuration read(FutureTask<Configuration> reading) throws ConfigurationProblem {
            try {
                return reading.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ConfigurationProblem problem) {
                    throw problem;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts who reads the sample", e);
            }
        }
    }

    private final WorkbenchModel model = new WorkbenchModel();
    /** Whether the window has been shown; used on the JavaFX thread. */
    private boolean shown;
    /** Where something was saved last. */
    private Optional<Path> folder = Optional.empty();
    private Optional<LayoutMemory> layout = Optional.empty();
    private Preferences preferences = Preferences.none();

    /**
     * Shows the window and waits until it is closed. At most once in a process.
     *
     * @param words
     *            what a command line names; the sample is opened if there are none
     * @param manner
     *            how it is opened
     * @param noted
     *            a file whose places are marked
     * @param painted
     *            if there is one, it is told when the first range has been painted, and the window
     *            closes: how long a start takes, and what it loads
     */
    public static void show(List<String> words, Opening.Manner manner, Optional<Path> noted,
            Optional<Runnable> painted) {
        try (ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor()) {
            // While JavaFX starts, which keeps one processor busy.
            START.set(Start.with(words, manner, noted, painted, ahead));
            launch(WorkbenchApp.class);
        }
    }

    /** Not on the JavaFX thread, which is being started meanwhile. */
    @Override
    public void init() {
        preferences = START.get().preferences().get();
    }

    @Override
    public void start(Stage stage) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, bug) -> {
            System.getLogger(WorkbenchApp.class.getName()).log(System.Logger.Level.ERROR, "in the window", bug);
            model.messages().tell(Notice.Kind.ERROR, text("bug", bug));
        });
        preferences.language().ifPresent(tag -> Resources.speak(Locale.forLanguageTag(tag)));
        model.quorum().askThrough(new ImageQuestions(stage));
        Start begin = START.get();
        Opening opening = model.opening(preferences, new Dialogs(stage), begin.sample());
        // Files are opened while the window is made and laid out for the first time.
        if (begin.words().isEmpty()) {
            opening.openSample();
        } else {
            opening.open(begin.words(), begin.manner());
        }
        Optional<WindowBounds> bounds = preferences.bounds().filter(WorkbenchApp::isOnScreen);
        Workbench workbench = new Workbench(model, preferences, opening, () -> saveTo(stage),
                bounds.map(WindowBounds::width).orElse(1280.0), bounds.map(WindowBounds::height).orElse(800.0));
        stage.setScene(workbench.scene());
        stage.setTitle(text("app.title"));
        stage.setOnCloseRequest(event -> {
            if (!model.quorum().mayBeLeft()) {
                event.consume();
            }
        });
        workbench.titleProperty().subscribe(stage::setTitle);
        bounds.ifPresent(place -> {
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            stage.setMaximized(place.maximised());
        });
        layout = Optional.of(LayoutMemory.of(stage, workbench, preferences));
        preferences.hear(trouble -> model.background().back(
                () -> model.messages().tell(Notice.Kind.WARNING, words(trouble))));
        workbench.show(preferences.perspective());
        begin.noted().ifPresent(workbench::markOnceOpen);
        workbench.offerTour(TourQuorum::stops);
        // To lay out and paint a window twice takes longer than to wait for what is soon read.
        model.reading().inspectionProperty().subscribe(now -> now.ifPresent(seen -> show(stage, workbench)));
        model.messages().noticeProperty().subscribe(now -> now.ifPresent(said -> show(stage, workbench)));
        WindowPulses.after(PATIENCE, () -> show(stage, workbench));
        // One pulse lays out what was read, the next begins when that has been painted.
        begin.painted().ifPresent(told -> model.reading().inspectionProperty().subscribe(now -> now.ifPresent(
                seen -> WindowPulses.after(2, () -> {
                    told.run();
                    stage.close();
                }))));
    }

    /** Once: what is said or read after the window was closed must not bring it back. */
    private void show(Stage stage, Workbench workbench) {
        if (!shown) {
            shown = true;
            stage.show();
            workbench.focusBytes();
        }
    }

    private static boolean isOnScreen(WindowBounds place) {
        return Screen.getScreens().stream().map(Screen::getVisualBounds)
                .anyMatch(bounds -> bounds
                        .intersects(new Rectangle2D(place.x(), place.y(), Math.max(100, place.width()), 40)));
    }

    private static String words(Trouble trouble) {
        return switch (trouble) {
            case Trouble.PutAside(Path file, Path aside) -> text("preferences.aside", file, aside);
            case Trouble.NotKept(Path file, Wording reason) -> text("preferences.notKept", file, Wordings.of(reason));
        };
    }

    private Optional<Path> saveTo(Stage stage) {
        FileChooser chooser = new FileChooser();
        folder.filter(Files::isDirectory).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        Optional<Path> chosen = Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
        chosen.ifPresent(file -> folder = Optional.ofNullable(file.toAbsolutePath().getParent()));
        return chosen;
    }

    @Override
    public void stop() {
        model.close();
        layout.ifPresent(LayoutMemory::end);
        preferences.hear(trouble -> System.getLogger(WorkbenchApp.class.getName()).log(System.Logger.Level.WARNING,
                words(trouble)));
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

        @Override
        public List<File> file(String title) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(title);
            return Optional.ofNullable(chooser.showOpenDialog(stage)).map(List::of).orElse(List.of());
        }

        @Override
        public List<File> folder(String title) {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(title);
            return Optional.ofNullable(chooser.showDialog(stage)).map(List::of).orElse(List.of());
        }

        private static FileChooser chooser(String title) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(text(title));
            return chooser;
        }
    }
}
