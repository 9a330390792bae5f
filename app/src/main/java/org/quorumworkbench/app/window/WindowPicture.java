// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Ticker;
import org.quorumworkbench.app.background.WindowPulses;
import org.quorumworkbench.app.model.NobodyToAsk;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.scenario.Scenario;

/**
 * Paints the window into a picture file, without a display: the same scene that the window shows.
 */
public final class WindowPicture {

    /**
     * What the picture shows.
     *
     * @param subject
     *            the quorum, or the scenario
     * @param perspective
     *            how the window is arranged
     * @param range
     *            the sectors; absent for those that are shown at first
     * @param theme
     *            light or dark
     * @param width
     *            in pixels
     * @param height
     *            in pixels, at a scale of 1
     * @param scale
     *            pixels of the picture for each of these, as on a screen with 100 or 200 per cent
     * @param lesson
     *            which page of a lesson, and how
     */
    public record Order(Subject subject, Perspective perspective, Optional<SectorRange> range, Preferences.Theme theme,
            int width, int height, int scale, Page lesson) {

        /** Of a lesson the page on which its last operation ends. */
        public Order(Subject subject, Perspective perspective, Optional<SectorRange> range, Preferences.Theme theme,
                int width, int height, int scale) {
            this(subject, perspective, range, theme, width, height, scale, new Page(OptionalInt.empty(), false));
        }
    }

    /**
     * A page of a lesson, and how it is painted.
     *
     * @param slide
     *            from 1, cut to those there are; absent for that on which the last operation ends
     * @param presenting
     *            whether as before a room
     */
    public record Page(OptionalInt slide, boolean presenting) {}

    /** What is painted. */
    public sealed interface Subject {

        /** A quorum. */
        record Quorum(Configuration configuration) implements Subject {}

        /**
         * A scenario: as it is after its operations; or, to teach, at its end.
         *
         * @param file
         *            where it was read from
         */
        record Script(Scenario scenario, Path file) implements Subject {}
    }

    private WindowPicture() {}

    /**
     * Starts JavaFX without a display. Must come before anything else touches JavaFX; call it once.
     */
    public static void startHeadless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        CompletableFuture<Void> started = new CompletableFuture<>();
        Platform.startup(() -> started.complete(null));
        started.join();
        Platform.setImplicitExit(false);
    }

    /**
     * Makes the picture and writes it as PNG. JavaFX must have been started; blocks until the file is
     * there, so never on the JavaFX thread.
     *
     * @throws NotSaved
     *             if the file is refused or cannot be written
     * @throws NoSuchPage
     *             if the lesson has fewer pages
     */
    public static void write(Order order, SavedFile file) throws NotSaved {
        CompletableFuture<BufferedImage> picture = new CompletableFuture<>();
        Platform.runLater(() -> begin(order, picture));
        file.bytes(content(painted(picture)));
    }

    private static BufferedImage painted(CompletableFuture<BufferedImage> picture) {
        try {
            return picture.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoSuchPage none) {
                throw none;
            }
            throw e;
        }
    }

    /** What the file is to hold: as it is saved, only the file system can still fail. */
    static SavedFile.Bytes content(BufferedImage painted) {
        byte[] png = png(painted);
        return out -> out.write(png);
    }

    /**
     * The picture as PNG. In memory first: what writes pictures hides why a file cannot be written, and
     * tries again at the program's end.
     */
    static byte[] png(BufferedImage painted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(painted, "png", out)) {
                throw new IllegalStateException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A page was asked for that the lesson does not have. */
    public static final class NoSuchPage extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoSuchPage(int pages) {
            super("the lesson has " + pages + (pages == 1 ? " page" : " pages"));
        }
    }

    /** A window that nobody sees, with nothing in it; on the JavaFX thread. */
    static Workbench unseen(Preferences.Theme theme, int width, int height) {
        WorkbenchModel model = new WorkbenchModel();
        Preferences preferences = Preferences.none();
        preferences.setTheme(theme);
        Opening opening = model.opening(preferences, new NobodyToAsk(), () -> {
            throw new IllegalStateException("a picture shows no sample of its own");
        });
        return new Workbench(model, preferences, opening, Optional::empty, width, height);
    }

    private static void begin(Order order, CompletableFuture<BufferedImage> picture) {
        Workbench workbench = unseen(order.theme(), order.width(), order.height());
        WorkbenchModel model = workbench.model();
        workbench.setOverviewByItself(false);
        if (order.perspective() == Perspective.TEACH && order.subject() instanceof Subject.Script(var scenario, _)) {
            teach(workbench, order, scenario, picture);
            return;
        }
        model.messages().noticeProperty().addListener((property, before, now) -> {
            if (now.isPresent() && model.quorum().openedProperty().get().isEmpty()) {
                WindowPulses.after(4, () -> take(workbench, order, picture));
            }
        });
        model.reading().inspectionProperty().addListener((property, before, now) -> {
            if (now.isEmpty()) {
                return;
            }
            Optional<SectorRange> elsewhere = order.range().map(model.reading()::fitted)
                    .filter(range -> !now.get().range().equals(range));
            if (elsewhere.isPresent()) {
                model.reading().goTo(elsewhere.get());
            } else if (order.perspective() == Perspective.OVERVIEW) {
                scan(workbench, order, picture);
            } else if (order.perspective() == Perspective.TEACH) {
                model.recording().scenario().ifPresent(scenario -> teach(workbench, order, scenario, picture));
            } else {
                WindowPulses.after(4, () -> take(workbench, order, picture));
            }
        });
        Patience.with(workbench, order, picture);
        switch (order.subject()) {
            case Subject.Quorum(Configuration configuration) -> {
                var _ = model.quorum().open(() -> configuration);
            }
            case Subject.Script(_, Path file) -> model.recording().open(file);
        }
    }

    /** A child that hangs is painted, too: in a window that waits for it. */
    private static final class Patience {

        private static final Duration LOOK = Duration.ofMillis(500);
        private static final double SECONDS = 5;

        private final Workbench workbench;
        private final Order order;
        private final CompletableFuture<BufferedImage> picture;
        private final Ticker clock;

        private Patience(Workbench workbench, Order order, CompletableFuture<BufferedImage> picture) {
            this.workbench = workbench;
            this.order = order;
            this.picture = picture;
            clock = workbench.model().background().every(LOOK, this::look);
        }

        static void with(Workbench workbench, Order order, CompletableFuture<BufferedImage> picture) {
            new Patience(workbench, order, picture).clock.start();
        }

        private void look() {
            if (picture.isDone()) {
                clock.stop();
            } else if (workbench.model().reading().waitingProperty().get().filter(wait -> wait.seconds() > SECONDS)
                    .isPresent()) {
                clock.stop();
                take(workbench, order, picture);
            }
        }
    }

    /** Compares the whole disk first, and waits for what the overview says of it. */
    private static void scan(Workbench workbench, Order order, CompletableFuture<BufferedImage> picture) {
        WorkbenchModel model = workbench.model();
        if (model.scan().stateProperty().get() != ScanModel.State.IDLE || model.whatIf().judgementProperty().get()
                .isPresent()) {
            return;
        }
        model.scan().start();
        model.scan().stateProperty().addListener((property, before, now) -> {
            if (now == ScanModel.State.IDLE) {
                workbench.show(Perspective.OVERVIEW);
                model.findings()
                        .whenKnown(() -> model.surveying().whenShown(() -> WindowPulses.after(4, () -> {
                            model.messages().dismiss();
                            take(workbench, order, picture);
                        })));
            }
        });
    }

    private static void teach(Workbench workbench, Order order, Scenario scenario,
            CompletableFuture<BufferedImage> picture) {
        workbench.show(Perspective.TEACH);
        Background background = workbench.model().background();
        workbench.teaching().presentingProperty().set(order.lesson().presenting());
        background.after(workbench.teaching().openAtEnd(scenario)).then(made -> {
            int page = order.lesson().slide().orElse(1);
            if (page > workbench.teaching().slides()) {
                picture.completeExceptionally(new NoSuchPage(workbench.teaching().slides()));
                workbench.model().close();
                return;
            }
            order.lesson().slide().ifPresent(slide -> workbench.teaching().seek(slide - 1));
            WindowPulses.after(4, () -> take(workbench, order, picture));
        }).failed(picture::completeExceptionally);
    }

    private static void take(Workbench workbench, Order order, CompletableFuture<BufferedImage> picture) {
        workbench.model().background().after(of(workbench, order.scale())).then(painted -> {
            workbench.model().close();
            picture.complete(painted);
        }).failed(picture::completeExceptionally);
    }

    /**
     * Paints a window that is on no screen, as it is now. To be called on the JavaFX thread, where it
     * completes.
     */
    static CompletableFuture<BufferedImage> of(Workbench workbench, int scale) {
        CompletableFuture<BufferedImage> picture = new CompletableFuture<>();
        // A scene without a window is laid out only for a snapshot; what a first layout brings in needs a
        // second.
        workbench.scene().snapshot(null);
        WindowPulses.after(2, () -> {
            workbench.scene().snapshot(null);
            // Scrolled content is kept as an image, which without a window nobody tells to be painted again.
            workbench.scene().getRoot().lookupAll(".viewport").forEach(scrolled -> scrolled.setCache(false));
            WindowPulses.after(2, () -> picture.complete(SharpPicture.of(workbench.scene(), scale)));
        });
        return picture;
    }
}
