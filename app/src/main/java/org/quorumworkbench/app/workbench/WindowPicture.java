// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Configuration;

/**
 * Paints the window into a picture file, without a display: the same scene that the window shows.
 */
public final class WindowPicture {

    /**
     * What the picture shows.
     *
     * @param configuration
     *            the quorum
     * @param range
     *            the sectors
     * @param theme
     *            light or dark
     * @param width
     *            in pixels
     * @param height
     *            in pixels
     */
    public record Order(Configuration configuration, SectorRange range, Preferences.Theme theme, int width,
            int height) {}

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
     * @throws IOException
     *             if the file cannot be written
     */
    public static void write(Order order, Path file) throws IOException {
        CompletableFuture<BufferedImage> picture = new CompletableFuture<>();
        Platform.runLater(() -> begin(order, picture));
        if (!ImageIO.write(picture.join(), "png", file.toFile())) {
            throw new IOException("this Java cannot write PNG");
        }
    }

    private static void begin(Order order, CompletableFuture<BufferedImage> picture) {
        WorkbenchModel model = new WorkbenchModel();
        Preferences preferences = Preferences.none();
        preferences.setTheme(order.theme());
        Workbench workbench = new Workbench(model, preferences, new NobodyToAsk(), Optional::empty,
                order::configuration, order.width(), order.height());
        model.inspectionProperty().addListener((property, before, now) -> {
            if (now.isPresent() && !now.get().range().equals(model.fitted(order.range()))) {
                model.goTo(order.range());
            } else if (now.isPresent()) {
                PulseGate.afterPulses(4, () -> take(workbench, picture));
            }
        });
        model.open(order::configuration).thenAccept(opened -> {
            if (!opened) {
                PulseGate.afterPulses(4, () -> take(workbench, picture));
            }
        }).exceptionally(failure -> {
            picture.completeExceptionally(failure);
            return null;
        });
    }

    /**
     * A scene without a window is laid out only for a snapshot; what a first layout brings in needs a
     * second.
     */
    private static void take(Workbench workbench, CompletableFuture<BufferedImage> picture) {
        workbench.scene().snapshot(null);
        PulseGate.afterPulses(2, () -> {
            workbench.scene().snapshot(null);
            PulseGate.afterPulses(2, () -> finish(workbench, picture));
        });
    }

    private static void finish(Workbench workbench, CompletableFuture<BufferedImage> picture) {
        WritableImage image = workbench.scene().snapshot(null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        workbench.model().close();
        picture.complete(copy);
    }

    /** There is no person at a picture. */
    private static final class NobodyToAsk implements Opening.Chooser {
        @Override
        public List<File> configuration() {
            return List.of();
        }

        @Override
        public List<File> images() {
            return List.of();
        }
    }
}
