// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import java.awt.image.BufferedImage;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import org.quorumworkbench.app.control.DetailCanvas;

/** The pixels of a scene, as sharp as on a screen of that scale. Used on the JavaFX thread. */
final class SharpPicture {

    private SharpPicture() {}

    /**
     * Paints a scene that is laid out.
     *
     * @param scale
     *            pixels for each unit of the layout, both ways
     */
    static BufferedImage of(Scene scene, int scale) {
        WritableImage image = scale == 1 ? scene.snapshot(null) : enlarged(scene, scale);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        return copy;
    }

    private static WritableImage enlarged(Scene scene, int scale) {
        // Shapes and text follow the transform; a canvas has as many pixels as the screen it is on, and a
        // snapshot is on none.
        sharpen(scene.getRoot(), scale);
        SnapshotParameters sharp = new SnapshotParameters();
        sharp.setTransform(Transform.scale(scale, scale));
        // What is laid out beyond the window's edge is in no picture of it.
        sharp.setViewport(new Rectangle2D(0, 0, scene.getWidth() * scale, scene.getHeight() * scale));
        return scene.getRoot().snapshot(sharp, null);
    }

    private static void sharpen(Parent parent, int scale) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            switch (node) {
                case DetailCanvas canvas -> canvas.sharpen(scale);
                case Parent inner -> sharpen(inner, scale);
                default -> {
                    // It follows the transform.
                }
            }
        }
    }
}
