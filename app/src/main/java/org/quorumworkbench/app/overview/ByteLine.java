// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.overview;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.quorumworkbench.app.control.Palette;
import org.quorumworkbench.core.scan.DifferingBytes;

/** One version's bytes of a row; those that differ are tinted and underlined. */
final class ByteLine extends HBox {

    private static final int DIGITS = 2;

    /**
     * @param won
     *            whether the first version is a winner to be trusted, and so stays untinted
     */
    ByteLine(DifferingBytes all, DifferingBytes.Row row, int version, boolean won) {
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        String letter = String.valueOf(all.versions().get(version).letter());
        List<Node> parts = new ArrayList<>();
        parts.add(new Label((version == 0 ? "%010X".formatted(row.offset()) : " ".repeat(10)) + "  " + letter + "  "));
        String bytes = row.bytes().get(version);
        if (bytes.isEmpty()) {
            parts.add(new Label(text("overview.bytes.unreadable")));
        }
        int at = 0;
        while (at < bytes.length() / DIGITS) {
            boolean differs = isMarked(all, row, version, at, won);
            int to = at + 1;
            while (to < bytes.length() / DIGITS && isMarked(all, row, version, to, won) == differs) {
                to++;
            }
            parts.add(run(bytes, at, to, differs, version));
            if (differs && to < bytes.length() / DIGITS) {
                parts.add(new Label(" "));
            }
            at = to;
        }
        getChildren().addAll(parts);
        setAccessibleText(letter + " " + bytes);
    }

    private static boolean isMarked(DifferingBytes all, DifferingBytes.Row row, int version, int at, boolean won) {
        if (version > 0) {
            return row.differs(version, at);
        }
        for (int other = 1; !won && other < all.versions().size(); other++) {
            if (row.differs(other, at)) {
                return true;
            }
        }
        return false;
    }

    private static Label run(String bytes, int from, int to, boolean differs, int version) {
        StringBuilder digits = new StringBuilder();
        for (int at = from; at < to; at++) {
            digits.append(bytes, DIGITS * at, DIGITS * at + DIGITS).append(differs && at == to - 1 ? "" : " ");
        }
        Label label = new Label(digits.toString());
        label.setMinWidth(USE_PREF_SIZE);
        if (differs) {
            label.setUnderline(true);
            label.setStyle("-fx-background-color: " + Palette.css(Palette.tint(version)) + "; -fx-text-fill: "
                    + Palette.css(Palette.ON_TINT) + ";");
        }
        return label;
    }
}
