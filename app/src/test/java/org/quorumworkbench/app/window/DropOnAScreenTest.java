// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.config.OpenedQuorum;

/**
 * Files that are dragged from another window and dropped on the workbench: the headless platform
 * knows no drags.
 */
@Tag("x11")
class DropOnAScreenTest extends WindowTest {

    @TempDir
    private Path folder;

    @Test
    void threeImagesThatAreDroppedBecomeAQuorum() throws IOException {
        List<File> images = Stream.of("a.img", "b.img", "c.img").map(folder::resolve).map(Path::toFile).toList();
        byte[] content = new byte[64 * 512];
        new Random(8).nextBytes(content);
        for (File image : images) {
            Files.write(image.toPath(), content);
        }
        Label source = new Label("three images");
        robot.interact(() -> show(source, images));
        robot.moveTo(source);
        robot.press(MouseButton.PRIMARY);
        Node bytes = robot.lookup("#hex-rows").query();
        robot.moveTo(middle(source).add(-20, 0));
        robot.moveTo(middle(bytes));
        robot.moveBy(5, 5);
        robot.release(MouseButton.PRIMARY);
        await("the dropped images",
                () -> model.quorum().openedProperty().get().filter(open -> open.sectors() == 64).isPresent());
        OpenedQuorum open = model.quorum().openedProperty().get().orElseThrow();
        assertEquals(3, open.quorum().children().size());
        assertEquals(2, open.quorum().policy().threshold());
    }

    private static Point2D middle(Node node) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    private static void show(Label source, List<File> files) {
        source.setOnDragDetected(drag -> {
            ClipboardContent content = new ClipboardContent();
            content.putFiles(files);
            source.startDragAndDrop(TransferMode.COPY).setContent(content);
            drag.consume();
        });
        Stage stage = new Stage();
        stage.setScene(new Scene(new StackPane(source), 300, 200));
        stage.setX(1150);
        stage.setY(200);
        stage.show();
    }
}
