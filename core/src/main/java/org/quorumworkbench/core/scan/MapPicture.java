// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Draws the device map as SVG: a row for the union and one for each child, linear by sector, every
 * cell painted by the worst state in it. What is not well has a pattern besides its colour.
 */
final class MapPicture {

    private static final int CELLS = 500;
    private static final int LEFT = 120;
    private static final int WIDTH = 1000;
    private static final int ROW = 22;

    /** A colour and the strokes over it; empty for none. */
    private enum Paint {
        NOT_SCANNED("p0", "not scanned", "none", "M0 4h2"), UNANIMOUS("p1", "agrees", "#009E73", ""), OUTVOTED("p2",
                "outvoted", "#E69F00", "M0 0v8"), DIFFERS("p6", "differs", "#E69F00", "M0 4h8"), UNREADABLE("p3",
                        "unreadable", "#999999", "M0 8L8 0"), TIE("p4", "tie", "#CC79A7",
                                "M0 0L8 8"), NO_WINNER("p5", "no winner", "#D55E00", "M0 0L8 8M0 8L8 0");

        private final String id;
        private final String word;
        private final String colour;
        private final String strokes;

        Paint(String id, String word, String colour, String strokes) {
            this.id = id;
            this.word = word;
            this.colour = colour;
            this.strokes = strokes;
        }

        static Paint of(Optional<ChildState> worst) {
            return worst.map(state -> switch (state) {
                case AGREES -> UNANIMOUS;
                case OUTVOTED -> OUTVOTED;
                case DIFFERS -> DIFFERS;
                case UNREADABLE -> UNREADABLE;
                case TIE -> TIE;
                case NO_WINNER -> NO_WINNER;
            }).orElse(NOT_SCANNED);
        }
    }

    private MapPicture() {}

    static void write(ScanReport report, Appendable out) throws IOException {
        int rows = report.children().size() + 1;
        int height = (rows + 2) * ROW;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + (LEFT + WIDTH) + " " + height
                + "\" role=\"img\" aria-label=\"Device map\">\n<defs>\n");
        for (Paint paint : Paint.values()) {
            out.append("<pattern id=\"" + paint.id
                    + "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" fill=\""
                    + paint.colour + "\"/><path d=\"" + paint.strokes
                    + "\" stroke=\"#222\" stroke-width=\"1.2\"/></pattern>\n");
        }
        out.append("</defs>\n");
        long sectors = report.map().sectors();
        int cells = (int) Math.min(CELLS, sectors);
        StateGrid grid = StateGrid.of(report.verdicts(), cells, cell -> cell(sectors, cells, cell));
        for (int row = 0; row < rows; row++) {
            String name = row == 0 ? "all" : report.name(row - 1);
            out.append("<text x=\"" + (LEFT - 8) + "\" y=\"" + (row * ROW + 15)
                    + "\" font-size=\"13\" text-anchor=\"end\">").append(HtmlReport.escape(shortened(name)))
                    .append("</text>\n");
            List<Paint> paints = (row == 0 ? grid.all() : grid.children().get(row - 1)).stream().map(Paint::of)
                    .toList();
            writeRow(row, paints, sectors, out);
        }
        int x = LEFT;
        for (Paint paint : legend(report.verdicts())) {
            out.append("<rect x=\"" + x + "\" y=\"" + (rows * ROW + 12)
                    + "\" width=\"16\" height=\"16\" stroke=\"#888\" "
                    + "fill=\"url(#" + paint.id + ")\"/><text x=\"" + (x + 22) + "\" y=\"" + (rows * ROW + 25)
                    + "\" font-size=\"13\">" + paint.word + "</text>\n");
            x += 130;
        }
        out.append("</svg>\n");
    }

    /** What can occur: without a vote nobody is outvoted, and with one nobody only differs. */
    private static Set<Paint> legend(Verdicts verdicts) {
        return verdicts.isVoted()
                ? EnumSet.complementOf(EnumSet.of(Paint.DIFFERS))
                : EnumSet.of(Paint.NOT_SCANNED, Paint.UNANIMOUS, Paint.DIFFERS, Paint.UNREADABLE);
    }

    private static String shortened(String name) {
        return name.length() <= 16 ? name : name.substring(0, 15) + "…";
    }

    private static void writeRow(int row, List<Paint> paints, long sectors, Appendable out) throws IOException {
        for (int from = 0; from < paints.size();) {
            int to = from + 1;
            while (to < paints.size() && paints.get(to) == paints.get(from)) {
                to++;
            }
            SectorRange first = cell(sectors, paints.size(), from);
            long end = cell(sectors, paints.size(), to - 1).end();
            out.append("<rect x=\"" + (LEFT + (long) from * WIDTH / paints.size()) + "\" y=\"" + row * ROW
                    + "\" width=\"" + ((long) to * WIDTH / paints.size() - (long) from * WIDTH / paints.size())
                    + "\" height=\"18\" fill=\"url(#" + paints.get(from).id + ")\"><title>sectors "
                    + first.first() + " to " + (end - 1) + ": " + paints.get(from).word + "</title></rect>\n");
            from = to;
        }
    }

    private static SectorRange cell(long sectors, int cells, int cell) {
        long from = (long) ((double) sectors * cell / cells);
        long to = cell == cells - 1 ? sectors : (long) ((double) sectors * (cell + 1) / cells);
        return new SectorRange(from, to - from);
    }

}
