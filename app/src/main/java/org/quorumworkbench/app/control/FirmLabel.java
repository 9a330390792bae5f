// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import javafx.scene.control.Label;

/** A label that stays whole up to a width, while what is beside it is cut. */
public final class FirmLabel extends Label {

    private double firm;

    /**
     * @param firm
     *            in pixels; what is wider may be cut to that
     */
    public FirmLabel(String text, double firm) {
        super(text);
        this.firm = firm;
    }

    /**
     * Stays whole up to another width.
     *
     * @param pixels
     *            what is wider may be cut to that
     */
    public void stayFirm(double pixels) {
        if (pixels != firm) {
            firm = pixels;
            requestLayout();
        }
    }

    @Override
    protected double computeMinWidth(double height) {
        return Math.min(firm, computePrefWidth(height));
    }
}
