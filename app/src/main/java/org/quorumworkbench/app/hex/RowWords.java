// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.text;

import java.util.HexFormat;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.SectorVote;

/**
 * What rows say in words: to the eye between the bytes, and as a whole to those who do not see
 * them.
 */
final class RowWords {

    private static final HexFormat HEX = HexFormat.of();

    private final HexPicture picture;
    private final HexMetrics metrics;
    private final HexLook look;

    RowWords(HexPicture picture, HexMetrics metrics) {
        this(picture, metrics, HexLook.USUAL);
    }

    RowWords(HexPicture picture, HexMetrics metrics, HexLook look) {
        this.picture = picture;
        this.metrics = metrics;
        this.look = look;
    }

    /** The offset on the disk, in bytes, with as many digits as every row has. */
    String offset(int from) {
        String digits = look.offset(picture.inspection().range().offset() + from);
        return "0".repeat(Math.max(0, metrics.offsetDigits() - digits.length())) + digits;
    }

    /** The rule above a sector. */
    String ruler(int sector) {
        SectorVote vote = picture.inspection().sectors().get(sector);
        return text("hex.row.sector", Long.toString(vote.sector())) + "  " + vote.vote().pattern() + "  "
                + text("word." + vote.verdict().word())
                + picture.marks().marked(vote.sector()).stream().map(child -> "  ~" + child)
                        .collect(Collectors.joining())
                + picture.marks().bookmarks(vote.sector()).stream().map(note -> "  \u2605 " + note)
                        .collect(Collectors.joining()).stripTrailing();
    }

    String folded(int from, int rows) {
        return offset(from) + " ... " + text("hex.row.folded", Integer.toString(rows));
    }

    /** Why there are no bytes of a child in a sector. */
    String gap(int pane, int at) {
        ChildBytes child = picture.bytes(pane);
        if (picture.isBeyondEnd(pane, at)) {
            return "- " + text("hex.row.ends", Long.toString(picture.end(pane)));
        }
        return child.pending()
                ? text("hex.row.silent")
                : "! " + child.error().map(errno -> errno.name() + "  " + errno.text()).orElse("");
    }

    /** The whole row. */
    String of(HexRow row) {
        return switch (row) {
            case HexRow.Ruler(int sector) -> ruler(sector);
            case HexRow.Folded(int from, int rows) -> folded(from, rows);
            case HexRow.Equal(int from, int rows) ->
                offset(from) + " ... " + text("hex.row.equal", Integer.toString(rows));
            case HexRow.Bytes(int from) -> {
                StringBuilder words = new StringBuilder(offset(from));
                for (int pane = 0; pane < metrics.panes(); pane++) {
                    words.append("; ").append(picture.bytes(pane, from).name()).append(": ").append(bytes(pane, from));
                }
                yield words.toString();
            }
        };
    }

    private String bytes(int pane, int from) {
        if (!picture.isShown(pane, from)) {
            return picture.isBeyondEnd(pane, from) || picture.bytes(pane).pending()
                    ? gap(pane, from)
                    : text("hex.row.unreadable");
        }
        StringBuilder digits = new StringBuilder();
        boolean differs = false;
        for (int at = from; at < from + metrics.width(); at++) {
            HEX.toHexDigits(digits, (byte) picture.value(pane, at));
            differs |= picture.tint(pane, at) >= 0;
        }
        return differs ? digits + " " + text("hex.row.differs") : digits.toString();
    }

    /** Whether the sector begins with that byte: there it is said once why it has no bytes. */
    static boolean isFirstOfSector(int at) {
        return at % SectorRange.SECTOR == 0;
    }
}
