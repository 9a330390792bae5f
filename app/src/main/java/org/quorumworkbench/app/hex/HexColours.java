// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import javafx.scene.paint.Color;

/**
 * The colours of the hex view beside the versions' own.
 *
 * @param background
 *            behind everything
 * @param text
 *            bytes
 * @param faint
 *            offsets, zero bytes, characters that cannot be printed
 * @param rule
 *            lines between sectors
 * @param hatch
 *            over what could not be read
 * @param selection
 *            behind selected bytes
 * @param echo
 *            behind the same bytes in the other panes
 * @param mark
 *            the mark of a simulated fault
 */
record HexColours(Color background, Color text, Color faint, Color rule, Color hatch, Color selection,
        Color echo, Color mark) {

    static final HexColours LIGHT = new HexColours(Color.WHITE, Color.web("#1F2328"), Color.web("#656D76"),
            Color.web("#D0D7DE"), Color.web("#F5D0CE"), Color.web("#B6E3FF"), Color.web("#E4F2FC"),
            Color.web("#0969DA"));
    static final HexColours DARK = new HexColours(Color.web("#0D1117"), Color.web("#E6EDF3"), Color.web("#848D97"),
            Color.web("#30363D"), Color.web("#5C2B29"), Color.web("#1F4E85"), Color.web("#11253D"),
            Color.web("#58A6FF"));
}
