// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.control;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * The colours of versions. Never the only sign: letter, count and place go with them (WCAG 1.4.1).
 * Positions are those of {@link org.quorumworkbench.core.vote.Vote#lettered}: 0 is A.
 */
public final class Palette {

    /** In the order of letters; the last is near the first for colour-blind eyes, so it comes last. */
    private static final List<Color> VERSIONS = List.of("#77AADD", "#EEDD88", "#AAAA00", "#FFAABB", "#EE8866",
            "#BBCC33", "#44BB99", "#99DDFF").stream().map(Color::web).toList();

    /** The text on a tint or a chip, in a light theme and a dark one: all of them are light. */
    public static final Color ON_TINT = Color.web("#1A1A1A");

    /** At most so many versions have a tint of their own at once; the others share {@link #OTHER}. */
    public static final int TINTED = 5;

    /** The tint of the versions that have none of their own. */
    public static final Color OTHER = Color.web("#DDDDDD");

    private Palette() {}

    /** The colour of a version's chip; grey from the ninth version on. */
    public static Color chip(int position) {
        return position < VERSIONS.size() ? VERSIONS.get(position) : OTHER;
    }

    /**
     * The colour behind a version's bytes: its chip's, as long as there are few enough to be told
     * apart.
     */
    public static Color tint(int position) {
        return position < TINTED ? chip(position) : OTHER;
    }

    /** As CSS writes it. */
    public static String css(Color color) {
        return "#%02X%02X%02X".formatted(Math.round(color.getRed() * 255), Math.round(color.getGreen() * 255),
                Math.round(color.getBlue() * 255));
    }
}
