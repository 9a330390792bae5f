// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.version.Palette;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.SectorVote;

/** Paints rows of the hex view on canvases. Used on the JavaFX thread. */
final class RowPainter {

    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final double HATCH = 6;

    private final HexPicture picture;
    private final HexMetrics metrics;
    private final HexColours colours;
    private final Font font;

    RowPainter(HexPicture picture, HexMetrics metrics, HexColours colours, Font font) {
        this.picture = picture;
        this.metrics = metrics;
        this.colours = colours;
        this.font = font;
    }

    void paint(GraphicsContext g, HexRow row, @Nullable HexSelection selection) {
        g.setFill(colours.background());
        g.fillRect(0, 0, metrics.total(), metrics.row());
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        switch (row) {
            case HexRow.Ruler(int sector) -> ruler(g, sector);
            case HexRow.Bytes(int from) -> bytes(g, from, selection);
            case HexRow.Folded(int from, int rows) -> folded(g, from, rows);
        }
    }

    private void ruler(GraphicsContext g, int sector) {
        SectorVote vote = picture.inspection().sectors().get(sector);
        boolean block = (vote.sector() * SectorRange.SECTOR) % 4096 == 0;
        double y = Math.floor(metrics.row() / 2) + 0.5;
        String faults = picture.marks().marked(vote.sector()).stream().map(child -> "  ~" + child)
                .collect(Collectors.joining());
        String label = "sector " + vote.sector() + "  " + vote.vote().pattern() + "  " + words(vote) + faults;
        g.setFill(colours.faint());
        text(g, label, 4);
        g.setStroke(block ? colours.faint() : colours.rule());
        g.setLineWidth(block ? 2 : 1);
        g.strokeLine(4 + (label.length() + 1) * metrics.cell(), y, metrics.total() - 4, y);
    }

    private static String words(SectorVote vote) {
        return vote.verdict().word().replace('-', ' ');
    }

    private void folded(GraphicsContext g, int from, int rows) {
        g.setFill(colours.faint());
        text(g, offset(from) + " ... " + rows + " more rows like the one above: click to unfold", 0);
    }

    private void bytes(GraphicsContext g, int from, @Nullable HexSelection selection) {
        g.setFill(colours.faint());
        text(g, offset(from), 0);
        for (int pane = 0; pane < metrics.panes(); pane++) {
            separator(g, pane);
            ChildBytes child = picture.bytes(pane, from);
            if (picture.isShown(pane, from)) {
                paneBytes(g, pane, from, selection);
            } else {
                unreadable(g, pane, child, from);
            }
        }
    }

    /** Between the bytes and their characters: a simulated fault has changed the sector. */
    private void mark(GraphicsContext g, int pane, int from) {
        if (picture.isMarked(pane, from)) {
            g.setFill(colours.mark());
            text(g, "~", metrics.textX(pane, 0) - 1.3 * metrics.cell());
        }
    }

    private void separator(GraphicsContext g, int pane) {
        double x = Math.floor(metrics.paneX(pane)) - 0.5;
        g.setStroke(colours.rule());
        g.setLineWidth(1);
        g.strokeLine(x, 0, x, metrics.row());
    }

    private void paneBytes(GraphicsContext g, int pane, int from, @Nullable HexSelection selection) {
        char[] cell = new char[2];
        mark(g, pane, from);
        for (int column = 0; column < metrics.width(); column++) {
            int at = from + column;
            int value = picture.value(pane, at);
            int tint = picture.tint(pane, at);
            double x = metrics.byteX(pane, column);
            double textX = metrics.textX(pane, column);
            boolean selected = selection != null && selection.contains(pane, at);
            if (selected || tint >= 0) {
                g.setFill(tint >= 0 ? Palette.tint(tint) : colours.selection());
                g.fillRect(x - 1, 0, 2 * metrics.cell() + 2, metrics.row());
                g.fillRect(textX, 0, metrics.cell(), metrics.row());
            }
            if (selected && tint >= 0) {
                g.setStroke(colours.text());
                g.setLineWidth(1);
                g.strokeRect(x - 0.5, 0.5, 2 * metrics.cell() + 1, metrics.row() - 1);
            }
            Color ink = tint >= 0 ? Palette.ON_TINT : value == 0 ? colours.faint() : colours.text();
            g.setFill(ink);
            cell[0] = DIGITS[value >> 4];
            cell[1] = DIGITS[value & 15];
            text(g, new String(cell), x);
            boolean printable = value >= 0x20 && value < 0x7F;
            if (tint < 0 && !printable) {
                g.setFill(colours.faint());
            }
            text(g, printable ? String.valueOf((char) value) : "\u00B7", textX);
            if (tint >= 0) {
                underline(g, x, 2 * metrics.cell());
                underline(g, textX, metrics.cell());
            }
        }
    }

    private void underline(GraphicsContext g, double x, double width) {
        double y = Math.floor(metrics.row()) - 2.5;
        g.setStroke(Palette.ON_TINT);
        g.setLineWidth(1);
        g.strokeLine(x, y, x + width, y);
    }

    /** Hatching over nothing at all: bytes that could not be read are never shown as zeroes. */
    private void unreadable(GraphicsContext g, int pane, ChildBytes child, int from) {
        double left = metrics.paneX(pane) + 2;
        double right = metrics.paneX(pane) + metrics.paneWidth() - 4;
        g.save();
        g.beginPath();
        g.rect(left, 0, right - left, metrics.row());
        g.clip();
        g.setStroke(colours.hatch());
        g.setLineWidth(2);
        for (double x = left - metrics.row(); x < right; x += HATCH) {
            g.strokeLine(x, metrics.row(), x + metrics.row(), 0);
        }
        g.restore();
        if (from % SectorRange.SECTOR == 0 || from == 0) {
            String words = child.pending()
                    ? "no answer"
                    : child.error().map(errno -> "! " + errno.name() + "  " + errno.text()).orElse("!");
            g.setFill(colours.background());
            g.fillRect(left + 4, 1, Math.min(right - left - 8, (words.length() + 1) * metrics.cell()),
                    metrics.row() - 2);
            g.setFill(colours.text());
            g.fillText(words, left + 4 + metrics.cell() / 2, metrics.row() / 2, right - left - 12);
        }
    }

    private void text(GraphicsContext g, String words, double x) {
        g.fillText(words, x, metrics.row() / 2);
    }

    String offset(int from) {
        String digits = Long.toHexString(picture.inspection().range().offset() + from);
        return "0".repeat(Math.max(0, metrics.offsetDigits() - digits.length())) + digits;
    }

    /** The row in words, for those who do not see it. */
    String words(HexRow row) {
        return switch (row) {
            case HexRow.Ruler(int sector) -> "sector " + picture.inspection().sectors().get(sector).sector() + ", "
                    + words(picture.inspection().sectors().get(sector));
            case HexRow.Folded(int from, int rows) -> rows + " more rows like the one above";
            case HexRow.Bytes(int from) -> {
                StringBuilder words = new StringBuilder(offset(from));
                for (int pane = 0; pane < metrics.panes(); pane++) {
                    ChildBytes child = picture.bytes(pane, from);
                    words.append("; ").append(child.name()).append(": ");
                    if (child.isReadable(from)) {
                        for (int column = 0; column < metrics.width(); column++) {
                            int value = picture.value(pane, from + column);
                            words.append(DIGITS[value >> 4]).append(DIGITS[value & 15]);
                        }
                    } else {
                        words.append("unreadable");
                    }
                }
                yield words.toString();
            }
        };
    }
}
