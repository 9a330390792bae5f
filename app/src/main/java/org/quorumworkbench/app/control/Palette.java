// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * The colours of versions. Never the only sign: letter, count and place go with them (WCAG 1.4.1).
 * Positions are those of {@link org.quorumworkbench.core.vote.Vote#lettered}: 0 is A.
 */
public final class Palette {

    /** Chips, map and charts: told apart by colour-blind eyes too (after Okabe and Ito). */
    private static final List<Color> CHIPS = List.of("#56B4E9", "#D55E00", "#F0E442", "#0072B2", "#CC79A7", "#009E73",
            "#E69F00").stream().map(Color::web).toList();

    /** Behind dark text in cells, in the order of largest distances. */
    private static final List<Color> TINTS = List.of("#77AADD", "#EEDD88", "#AAAA00", "#FFAABB", "#99DDFF", "#EE8866",
            "#BBCC33", "#44BB99").stream().map(Color::web).toList();

    /** The text on a tint, in a light theme and a dark one. */
    public static final Color ON_TINT = Color.web("#1A1A1A");

    /** At most so many versions have a tint of their own at once; the others share {@link #OTHER}. */
    public static final int TINTED = 5;

    /** The tint of the versions that have none of their own. */
    public static final Color OTHER = Color.web("#DDDDDD");

    private Palette() {}

    public static Color chip(int position) {
        return CHIPS.get(position % CHIPS.size());
    }

    /** Dark or white, whatever reads better on the chip. */
    public static Color onChip(int position) {
        Color chip = chip(position);
        double luminance = 0.2126 * linear(chip.getRed()) + 0.7152 * linear(chip.getGreen())
                + 0.0722 * linear(chip.getBlue());
        // The contrast with white and with black is equal where (L + 0.05)^2 = 1.05 * 0.05 (WCAG 2.2,
        // relative luminance).
        return luminance > 0.179 ? Color.BLACK : Color.WHITE;
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    public static Color tint(int position) {
        return position < TINTED ? TINTS.get(position) : OTHER;
    }

    /** As CSS writes it. */
    public static String css(Color color) {
        return "#%02X%02X%02X".formatted(Math.round(color.getRed() * 255), Math.round(color.getGreen() * 255),
                Math.round(color.getBlue() * 255));
    }
}
