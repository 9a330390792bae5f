// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.scan.CsvReport;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.scan.HtmlReport;
import org.quorumworkbench.core.scan.ReportFront;

/**
 * Findings as a table for other programs, and as a page for people. Names and paths come from
 * outside and are escaped.
 *
 * @param names
 *            of the children, by position
 * @param cut
 *            what of the children was not compared
 * @param quorum
 *            the quorum's name
 * @param headline
 *            the whole of it in one sentence
 * @param version
 *            of this program
 * @param made
 *            when
 */
public record FindingsReport(Diagnosed diagnosed, List<String> names, Optional<Cut> cut, String quorum, String headline,
        String version, Instant made) {

    /** What every CSV file begins with. */
    public static final String TITLES = "sector,count,class,effect,confidence,runnerUp,children,benign,suspectWinner,"
            + "place,path,evidence";

    /** Of more findings nobody reads the bytes, and to read them all takes long. */
    static final int MOST_DETAILS = 200;

    private static final String STYLE = """
            body { font-family: sans-serif; margin: 2em; color: #1c1c1e; background: #ffffff }
            table { border-collapse: collapse }
            th, td { text-align: left; vertical-align: top; padding: 0.3em 0.8em; border-bottom: 1px solid #d0d0d5 }
            td.n { text-align: right }
            tr.benign { color: #6a6a70 }
            @media (prefers-color-scheme: dark) { body { color: #e5e5ea; background: #1c1c1e } }
            """;

    public FindingsReport {
        names = List.copyOf(names);
    }

    /** A line a finding, and at the end one for each child that is longer than what was compared. */
    public void writeCsv(Appendable out) throws IOException {
        out.append(TITLES).append("\r\n");
        for (Finding finding : diagnosed.findings()) {
            out.append(List.of(Long.toString(finding.range().first()), Long.toString(finding.range().count()),
                    finding.kind(), finding.effect().word(), confidence(finding),
                    finding.runnerUp().map(Damage::word).orElse(""), children(finding),
                    Boolean.toString(finding.isBenign()), Boolean.toString(finding.suspectWinner()), what(finding),
                    path(finding), String.join(" ", finding.evidence())).stream().map(CsvReport::field)
                    .collect(Collectors.joining(","))).append("\r\n");
        }
        for (Cut.Longer longer : cut.map(Cut::longer).orElse(List.of())) {
            SectorRange range = SectorRange.ofBytes(longer.offset(), longer.bytes());
            out.append(Long.toString(range.first())).append(',').append(Long.toString(range.count()))
                    .append(",not-compared,,,,").append(CsvReport.field(longer.name())).append(",,,,,\r\n");
        }
    }

    /** A page by itself, to be encoded as UTF-8. */
    public void writeHtml(Appendable out) throws IOException {
        String title = "Diagnosis of " + quorum;
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(HtmlReport.escape(title)).append("</title>\n<style>\n").append(STYLE)
                .append("</style>\n</head>\n<body>\n")
                .append("<h1>").append(HtmlReport.escape(title)).append("</h1>\n<p><strong>")
                .append(HtmlReport.escape(headline))
                .append("</strong></p>\n<p>").append(HtmlReport.escape(ReportFront.line(version, made)))
                .append("</p>\n");
        writeTable(out);
        out.append("</body>\n</html>\n");
    }

    /** What was left out, and a row a finding: a part of a page. */
    public void writeTable(Appendable out) throws IOException {
        for (String remark : diagnosed.remarks()) {
            out.append("<p>").append(HtmlReport.escape(remark)).append("</p>\n");
        }
        out.append("<table>\n<tr><th>Sectors</th><th>Kind</th><th>Confidence</th><th>Else</th><th>Damaged</th>"
                + "<th>Place</th><th>Why</th></tr>\n");
        for (Finding finding : diagnosed.findings()) {
            out.append(finding.isBenign() ? "<tr class=benign>" : "<tr>").append("<td>")
                    .append(finding.range().toString()).append("</td><td>")
                    .append(finding.kind())
                    .append(finding.isBenign() ? " (harmless; " + finding.effect().word() + ")" : "")
                    .append("</td><td class=n>").append(confidence(finding)).append("</td><td>")
                    .append(finding.runnerUp().map(Damage::word).orElse("")).append("</td><td>")
                    .append(HtmlReport.escape(children(finding))).append(finding.suspectWinner() ? " (the winner)" : "")
                    .append("</td><td>").append(HtmlReport.escape((what(finding) + " " + path(finding)).strip()))
                    .append("</td><td>")
                    .append(finding.evidence().stream().map(HtmlReport::escape)
                            .collect(Collectors.joining("<br>")))
                    .append("</td></tr>\n");
        }
        out.append("</table>\n");
    }

    /** What is told of a finding by whoever can read the children. */
    @FunctionalInterface
    public interface Detail {
        void write(Finding finding, Appendable out) throws IOException;
    }

    /**
     * A heading a finding, and below it what is told of it; those that may do harm first, and of very
     * many the first: a part of a page.
     */
    public void writeDetails(Detail detail, Appendable out) throws IOException {
        if (diagnosed.findings().size() > MOST_DETAILS) {
            out.append("<p>The bytes of the first " + MOST_DETAILS + " findings follow.</p>\n");
        }
        for (Finding finding : diagnosed.findings().stream().sorted(Comparator.comparing(Finding::isBenign))
                .limit(MOST_DETAILS).toList()) {
            out.append("<h3>").append(HtmlReport.escape(heading(finding))).append("</h3>\n");
            detail.write(finding, out);
        }
    }

    private String heading(Finding finding) {
        long first = finding.range().first();
        String sectors = finding.range().count() == 1
                ? "Sector " + first
                : "Sectors " + first + " to " + (finding.range().end() - 1);
        String where = (what(finding) + " " + path(finding)).strip();
        return sectors + " (0x" + Long.toHexString(first) + "): " + finding.kind() + (finding.damaged().isEmpty()
                ? ", nobody is named"
                : " on " + children(finding)) + (where.isEmpty() ? "" : "; " + where);
    }

    private static String confidence(Finding finding) {
        return String.format(Locale.ROOT, "%.3f", finding.confidence());
    }

    private String children(Finding finding) {
        return finding.damaged().stream().map(names::get).collect(Collectors.joining(" "));
    }

    private static String what(Finding finding) {
        return finding.place().map(piece -> piece.place().what().orElse(piece.place().kind())).orElse("");
    }

    private static String path(Finding finding) {
        return finding.place().flatMap(piece -> piece.place().owner()).flatMap(Owner::path).orElse("");
    }

}
