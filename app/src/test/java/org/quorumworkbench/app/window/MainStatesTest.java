// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.image.PixelReader;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.app.preferences.Preferences;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The window in its main states looks as in the pictures that are kept. After a change that is
 * wanted, {@code mvn -Ppictures -pl app -am test} draws them anew: look at each before it is kept.
 */
class MainStatesTest {

    private static final Path PICTURES = Path.of("..", "ui-resources", "pictures");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    /** What is never the same twice: times, and what tells them. */
    private static final List<String> CHANGING = List.of(".path", ".child-health", ".event-line", ".status-line",
            ".hex-message", ".pane-veil", ".hash-link");

    /** A pixel differs if one of its colours does by more than this, of 255. */
    private static final int SEEN = 48;
    /**
     * So much of a picture may differ, in thousandths: less than one tinted byte where letters are
     * drawn as they were in the pictures, and most letters where they are not.
     */
    private static final double TOLERANCE = 0.3;
    private static final double TOLERANCE_OF_LETTERS = 60;

    private static final String LINE = "Version A wins: 3 of 4";
    /**
     * How wide the line is, in pixels, in the font that the pictures were drawn with, which is the
     * system's: with another one nothing stands where it does in them.
     */
    private static final double LINE_WIDTH = 141.08;
    /** How many pixels the line blackens: another FreeType draws the same font otherwise. */
    private static final double LINE_INK = 204.298;

    private WorkbenchModel model = new WorkbenchModel();
    private Optional<Workbench> workbench = Optional.empty();

    @BeforeAll
    static void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource
    void looksAsInItsPicture(MainState state) throws IOException {
        try {
            BufferedImage now = take(state);
            Path file = PICTURES.resolve(state.file());
            if (Boolean.getBoolean("pictures.draw")) {
                ImageIO.write(now, "png", file.toFile());
                System.out.println(file + ", line width " + lineWidth() + ", ink " + lineInk());
                return;
            }
            assertTrue(Files.exists(file), file + " is missing: draw it with mvn -Ppictures -pl app -am test");
            assumeTrue(Math.abs(lineWidth() - LINE_WIDTH) < 1, "drawn with another font");
            compare(ImageIO.read(file.toFile()), now, state);
        } finally {
            onJavaFx(() -> {
                model.close();
                return true;
            });
        }
    }

    private BufferedImage take(MainState state) {
        Workbench window = onJavaFx(() -> {
            Preferences preferences = Preferences.none();
            preferences.setTheme(state.theme());
            model = new WorkbenchModel();
            Workbench made = new Workbench(model, preferences, new Opening(model, preferences,
                    new WindowTest.Answers(), () -> state.replicas().configuration()), Optional::empty, WIDTH, HEIGHT);
            made.opening().openSample();
            return made;
        });
        workbench = Optional.of(window);
        await("the first range", () -> model.inspectionProperty().get().isPresent());
        onJavaFx(() -> {
            model.goTo(state.range());
            return true;
        });
        await("the range", () -> model.waitingProperty().get().isEmpty()
                && model.inspectionProperty().get().filter(shown -> shown.range().equals(state.range())).isPresent());
        await("the files", () -> !model.identities().identitiesProperty().get().isEmpty());
        // Once, so that views know their sizes before the state begins.
        onJavaFx(() -> WindowPicture.of(window)).join();
        onJavaFx(() -> {
            state.begin(window);
            return true;
        });
        await("the state", () -> state.isReached(model));
        return onJavaFx(() -> WindowPicture.of(window)).join();
    }

    private void compare(BufferedImage kept, BufferedImage now, MainState state) throws IOException {
        assertEquals(kept.getWidth(), now.getWidth());
        assertEquals(kept.getHeight(), now.getHeight());
        List<Bounds> changing = onJavaFx(this::changing);
        int differing = 0;
        int compared = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int column = x;
                int row = y;
                if (changing.stream().noneMatch(bounds -> bounds.contains(column, row))) {
                    compared++;
                    differing += isSeen(kept.getRGB(x, y), now.getRGB(x, y)) ? 1 : 0;
                }
            }
        }
        assertTrue(compared > WIDTH * HEIGHT / 2, "nearly nothing was compared");
        double share = 1000.0 * differing / compared;
        if (share > (Math.abs(lineInk() - LINE_INK) < 0.1 ? TOLERANCE : TOLERANCE_OF_LETTERS)) {
            Path seen = Path.of("target", state.file());
            ImageIO.write(now, "png", seen.toFile());
            throw new AssertionError(state + " differs from its picture in %.2f thousandths: see ".formatted(share)
                    + seen.toAbsolutePath());
        }
    }

    private static boolean isSeen(int one, int other) {
        for (int shift = 0; shift < 24; shift += 8) {
            if (Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) > SEEN) {
                return true;
            }
        }
        return false;
    }

    private List<Bounds> changing() {
        List<Bounds> all = new ArrayList<>();
        for (String style : CHANGING) {
            for (Node node : workbench.orElseThrow().scene().getRoot().lookupAll(style)) {
                all.add(node.localToScene(node.getBoundsInLocal()));
            }
        }
        return all;
    }

    private static double lineWidth() {
        return new Text(LINE).getLayoutBounds().getWidth();
    }

    private static double lineInk() {
        PixelReader drawn = onJavaFx(() -> new Text(LINE).snapshot(null, null)).getPixelReader();
        double ink = 0;
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < (int) LINE_WIDTH - 1; x++) {
                ink += 1 - drawn.getColor(x, y).getBrightness();
            }
        }
        return ink;
    }

    private static <T> T onJavaFx(Callable<T> what) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, what);
    }

    private static void await(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onJavaFx(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("never came: " + what, e);
        }
    }
}
