// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.transform.Scale;

/**
 * A canvas that can be painted with more pixels than it is wide and high. On a screen it need not
 * be: there JavaFX paints as many as the screen has. A snapshot paints one for each unit, and
 * enlarges them. Stands in a {@link javafx.scene.Group}, which takes the same room whatever the
 * detail is. Used on the JavaFX thread.
 */
public class DetailCanvas extends Canvas {

    private final Runnable repaint;
    private int detail = 1;

    /**
     * @param repaint
     *            paints all of it again, with a context that {@link #begin} has given
     */
    public DetailCanvas(Runnable repaint) {
        this.repaint = repaint;
    }

    /**
     * What to paint with, in units of the layout, whatever the detail is.
     *
     * @param width
     *            in units of the layout
     * @param height
     *            in units of the layout
     */
    public final GraphicsContext begin(double width, double height) {
        setWidth(width * detail);
        setHeight(height * detail);
        return getGraphicsContext2D();
    }

    /**
     * Paints it again for a picture, and takes no more room than before.
     *
     * @param pixels
     *            for each unit of the layout, both ways; at least 1
     */
    public final void sharpen(int pixels) {
        detail = pixels;
        getTransforms().setAll(new Scale(1.0 / pixels, 1.0 / pixels));
        getGraphicsContext2D().setTransform(pixels, 0, 0, pixels, 0, 0);
        repaint.run();
    }
}
