// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.quorumworkbench.ui.Resources;

/**
 * The font that comes with the program, so that cells are the same everywhere, and how large it is
 * painted.
 *
 * @param cell
 *            width of one character, in pixels
 * @param row
 *            height of a row, in pixels
 */
record HexFont(Font font, double cell, double row) {

    /** The smallest size that is still read, and the largest that leaves room for bytes; in points. */
    static final double SMALLEST = 8;
    static final double LARGEST = 32;

    private static final double LEADING = 3;
    private static final int PROBE = 100;

    /**
     * @param size
     *            in points
     */
    static HexFont load(double size) {
        Font loaded = Font.loadFont(Resources.url("fonts/DejaVuSansMono.ttf").toExternalForm(), size);
        Font font = loaded == null ? Font.font("Monospaced", size) : loaded;
        Text probe = new Text("0".repeat(PROBE));
        probe.setFont(font);
        return new HexFont(font, probe.getLayoutBounds().getWidth() / PROBE,
                Math.ceil(probe.getLayoutBounds().getHeight()) + LEADING);
    }
}
