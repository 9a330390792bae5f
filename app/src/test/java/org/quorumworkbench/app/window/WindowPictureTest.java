// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.control.DetailCanvas;
import org.quorumworkbench.app.preferences.Perspective;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A picture is whole before any of it is saved, so that a file system's own reason is told. */
class WindowPictureTest {

    private static final BufferedImage PAINTED = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);

    @Test
    void aPictureThatDoesNotFitSaysWhatTheFileSystemSays() {
        IOException failure = assertThrows(IOException.class, () -> WindowPicture.content(PAINTED).writeTo(new Full()));
        assertEquals("No space left on device", failure.getMessage());
    }

    @Test
    void whatIsSavedIsAPictureOfItsSize() throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        WindowPicture.content(PAINTED).writeTo(saved);
        assertEquals(64, ImageIO.read(new ByteArrayInputStream(saved.toByteArray())).getWidth());
    }

    @Test
    void aChildThatHangsIsPaintedInAWindowThatWaits(@TempDir Path folder) throws Exception {
        FxToolkit.registerPrimaryStage();
        for (String name : List.of("a.img", "b.img")) {
            Files.write(folder.resolve(name), new byte[4096]);
        }
        Path configuration = Files.writeString(folder.resolve("q.json"), "{\"vote-threshold\": 1, \"children\": ["
                + "\"a.img\", {\"file\": \"b.img\", \"faults\": [{\"effect\": \"hang\"}]}]}");
        Configuration read = new ConfigurationReader(folder, Adjustments.NONE).read(List.of(configuration.toString()));
        Path picture = folder.resolve("hung.png");
        WindowPicture.write(new WindowPicture.Order(new WindowPicture.Subject.Quorum(read), Perspective.INVESTIGATE,
                Optional.empty(), Preferences.Theme.LIGHT, 1024, 700, 1), SavedFile.replacing(picture));
        assertEquals(1024, ImageIO.read(picture.toFile()).getWidth());
    }

    @Test
    void aCanvasIsAsSharpAsTheScaleThatIsAskedFor() throws Exception {
        FxToolkit.registerPrimaryStage();
        // As the hex view and the map do: a line of one pixel of the picture, which is half a unit.
        DetailCanvas[] canvas = new DetailCanvas[1];
        canvas[0] = new DetailCanvas(() -> {
            GraphicsContext g = canvas[0].begin(20, 10);
            g.setFill(Color.WHITE);
            g.fillRect(0, 0, 20, 10);
            g.setFill(Color.BLACK);
            g.fillRect(5, 0, 0.5, 10);
        });
        BufferedImage sharp = WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> SharpPicture.of(new Scene(new HBox(new Group(canvas[0])), 20, 10), 2));
        assertEquals(0xffffffff, sharp.getRGB(9, 5));
        assertEquals(0xff000000, sharp.getRGB(10, 5));
        assertEquals(0xffffffff, sharp.getRGB(11, 5));
        assertEquals(40, sharp.getWidth());
    }

    @Test
    void whatLiesBeyondTheEdgeOfTheWindowMakesNoPictureLarger() throws Exception {
        FxToolkit.registerPrimaryStage();
        BufferedImage sharp = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            Rectangle beyond = new Rectangle(30, 40);
            beyond.setManaged(false);
            return SharpPicture.of(new Scene(new HBox(beyond), 20, 10), 2);
        });
        assertEquals(40, sharp.getWidth());
        assertEquals(20, sharp.getHeight());
    }

    @Test
    void aPageThatALessonDoesNotHaveIsRefusedAndNothingIsWritten(@TempDir Path folder) throws Exception {
        FxToolkit.registerPrimaryStage();
        Scenario lesson = new LessonLibrary(WindowPictureTest.class.getClassLoader()).lesson("tie").orElseThrow();
        Path picture = folder.resolve("page.png");
        WindowPicture.Order order = new WindowPicture.Order(
                new WindowPicture.Subject.Script(lesson, folder.resolve("tie")), Perspective.TEACH, Optional.empty(),
                Preferences.Theme.LIGHT, 1280, 720, 1, new WindowPicture.Page(OptionalInt.of(500), false));
        WindowPicture.NoSuchPage none = assertThrows(WindowPicture.NoSuchPage.class,
                () -> WindowPicture.write(order, SavedFile.replacing(picture)));
        assertTrue(none.getMessage().matches("the lesson has \\d\\d pages"), none.getMessage());
        assertTrue(Files.notExists(picture));
    }

    /** Writes nowhere. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
