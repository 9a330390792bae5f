// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Reason;

/**
 * Writes a scan's runs as comma-separated values (RFC 4180), one line each, under a line of titles.
 * {@code largest} names the children of the largest version where there is no winner, and nobody
 * where several are equally large; {@code explained} what the members' evidence says the divergence
 * comes from, a last column {@code places} what lies there, only if that was asked for. Sectors
 * that only longer children have are told at the end, as {@code not-compared}.
 */
public final class CsvReport {

    /** What every one of these files begins with. */
    public static final String TITLES = "sector,count,pattern,votes,verdict,winner,outvoted,unreadable,largest"
            + ",explained,suspectWinner";

    private CsvReport() {}

    public static void write(ScanReport report, Appendable out) throws IOException {
        Optional<ScanPlaces.Finder> places = report.places().map(ScanPlaces::finder);
        boolean withBytes = report.bytes().isPresent();
        out.append(TITLES).append(places.isPresent() ? ",places" : "")
                .append(withBytes ? ",sha256,bytes,note\r\n" : "\r\n");
        int told = 0;
        for (Iterator<DivergentRun> runs = report.verdicts().runs(); runs.hasNext();) {
            DivergentRun run = runs.next();
            Ruling ruling = run.ruling();
            out.append(Long.toString(run.range().first())).append(',').append(Long.toString(run.range().count()))
                    .append(',').append(ruling.pattern()).append(',').append(votes(ruling))
                    .append(',').append(ruling.verdict().word()).append(',')
                    .append(names(report, ruling.winner()))
                    .append(',').append(names(report, ruling.outvoted())).append(',')
                    .append(names(report, ruling.unreadable())).append(',')
                    .append(names(report, ruling.winner().isEmpty() ? ruling.largestAlone() : List.of()))
                    .append(',').append(run.explained().map(Reason::word).orElse("")).append(',')
                    .append(run.suspectWinner() ? "true" : "")
                    .append(places.map(finder -> "," + field(ScanPlaces.words(finder.at(run.range())))).orElse(""))
                    .append(withBytes ? bytes(report, run, told++) : "").append("\r\n");
        }
        String end = (places.isPresent() ? "," : "") + (withBytes ? ",,," : "") + "\r\n";
        Optional<Cut> cut = Cut.of(report.children());
        if (cut.isPresent()) {
            notCompared(cut.get(), report.children().size(), end, out);
        }
        if (withBytes) {
            bookmarks(report.front().map(ReportFront::noted).orElse(List.of()), places.isPresent(), out);
        }
    }

    /** The hashes and the first bytes that differ, of the first runs; no note. */
    private static String bytes(ScanReport report, DivergentRun run, int before) {
        return before < ReportFront.MOST_BYTES
                ? report.bytes().flatMap(source -> source.of(run))
                        .map(bytes -> "," + field(bytes.hashes()) + "," + field(bytes.differing()) + ",").orElse(",,,")
                : ",,,";
    }

    /** A line for each place that was marked. */
    private static void bookmarks(List<NotedRange> noted, boolean places, Appendable out) throws IOException {
        for (NotedRange one : noted) {
            out.append(Long.toString(one.range().first())).append(',').append(Long.toString(one.range().count()))
                    .append(",,,bookmark,,,,,,").append(places ? ",,,," : ",,,").append(field(one.note()))
                    .append("\r\n");
        }
    }

    /** A line for each child that is longer than the part that all have: in its place, A. */
    private static void notCompared(Cut cut, int children, String end, Appendable out) throws IOException {
        for (Cut.Longer longer : cut.longer()) {
            SectorRange range = SectorRange.ofBytes(longer.offset(), longer.bytes());
            StringBuilder pattern = new StringBuilder("-".repeat(children));
            pattern.setCharAt(longer.child(), 'A');
            out.append(Long.toString(range.first())).append(',').append(Long.toString(range.count())).append(',')
                    .append(pattern).append(",,not-compared,,,,,,").append(end);
        }
    }

    /** Nothing where no vote is held. */
    private static String votes(Ruling ruling) {
        return ruling.votes().isPresent() ? Integer.toString(ruling.votes().getAsInt()) : "";
    }

    private static String names(ScanReport report, Iterable<Integer> children) {
        StringBuilder names = new StringBuilder();
        for (int child : children) {
            names.append(names.isEmpty() ? "" : " ").append(report.name(child));
        }
        return field(names.toString());
    }

    /** Quotes what would end a field, and what a spreadsheet would take for a formula. */
    public static String field(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ')
                ? safe.chars().mapToObj(c -> c == '"' ? "\"\"" : String.valueOf((char) c))
                        .collect(Collectors.joining("", "\"", "\""))
                : safe;
    }
}
