// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.member.Evidence;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.vote.Verdict;

/**
 * Writes a scan as one page that needs nothing else: children, policy, map, who was outvoted with
 * whom, and every run, unless they are so many that they have to be in a file beside it. Names and
 * paths come from outside and are escaped.
 */
public final class HtmlReport {

    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
            table{border-collapse:collapse;margin:.5rem 0 1.5rem}
            th,td{padding:.2rem .7rem;border-bottom:1px solid #8886;text-align:left;vertical-align:top}
            td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
            td.p,pre{font-family:ui-monospace,monospace}pre{line-height:1.35;overflow:auto}pre b{text-decoration:underline}
            svg{width:100%;height:auto}svg text{fill:currentColor}
            """;

    /** More runs than a person reads, and a browser shows at once: the page is folded. */
    static final int MOST_RUNS = 1000;
    private static final int MOST_PATTERNS = 100;

    private final ScanReport report;
    private final Optional<String> csv;
    private final Appendable out;

    private HtmlReport(ScanReport report, Optional<String> csv, Appendable out) {
        this.report = report;
        this.csv = csv;
        this.out = out;
    }

    /**
     * Writes the page, to be encoded as UTF-8; if it has to be folded, without saying where the rest
     * is.
     */
    public static void write(ScanReport report, Appendable out) throws IOException {
        write(report, Optional.empty(), out);
    }

    /**
     * Writes the page, to be encoded as UTF-8.
     *
     * @param csv
     *            the name of the file beside it that has every run; needed if {@link #isFolded}
     */
    public static void write(ScanReport report, Optional<String> csv, Appendable out) throws IOException {
        new HtmlReport(report, csv, out).write();
    }

    /** Whether there are so many runs that the page shows only the first. */
    public static boolean isFolded(ScanReport report) {
        int runs = 0;
        for (Iterator<DivergentRun> each = report.verdicts().runs(); each.hasNext(); each.next()) {
            if (++runs > MOST_RUNS) {
                return true;
            }
        }
        return false;
    }

    private void write() throws IOException {
        String title = "Scan of " + report.quorum();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(escape(title)).append("</title>\n<style>\n").append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        line("<h1>" + escape(title) + "</h1>");
        front();
        children();
        members();
        policy();
        line("<h2>Map</h2>");
        MapPicture.write(report, out);
        if (report.verdicts().isVoted()) {
            coDissent();
        }
        runs();
        line("</body>\n</html>");
    }

    /** The answer first, then of when and of what it is. */
    private void front() throws IOException {
        Headline headline = Headline.of(report.verdicts());
        Optional<ReportFront.Diagnosis> found = report.front().flatMap(ReportFront::findings);
        line("<p><strong>" + escape(HeadlineText.of(found.map(ReportFront.Diagnosis::counted).map(headline::with)
                .orElse(headline))) + "</strong></p>");
        line("<p>" + escape(report.front().map(front -> ReportFront.line(report.version(), front.made()))
                .orElse("Quorum Workbench " + report.version())) + "</p>");
        line("<p>" + escape(verdict()) + "</p>");
        for (String remark : report.front().map(ReportFront::remarks).orElse(List.of())) {
            line("<p>" + escape(remark) + "</p>");
        }
        if (found.isPresent()) {
            line("<h2>Findings</h2>");
            found.get().table().write(out);
        }
        bookmarks(report.front().map(ReportFront::noted).orElse(List.of()));
    }

    private void bookmarks(List<NotedRange> noted) throws IOException {
        if (noted.isEmpty()) {
            return;
        }
        line("<h2>Bookmarks</h2>\n<table>\n<tr><th class=n>sector</th><th class=n>count</th><th>from byte</th>"
                + "<th>note</th></tr>");
        for (NotedRange one : noted) {
            line("<tr>" + cell(one.range().first()) + cell(one.range().count()) + "<td class=p>0x"
                    + Long.toHexString(one.range().offset()) + "</td><td>" + escape(one.note()) + "</td></tr>");
        }
        line("</table>");
    }

    private String verdict() {
        long divergent = report.verdicts().divergent();
        String ranges = report.wanted().count() == report.map().sectors()
                ? ""
                : " (" + report.wanted().ranges().stream().map(SectorRange::toString).collect(Collectors.joining(", "))
                        + ")";
        String scanned = number(report.map().scanned().count()) + " of " + number(report.wanted().count())
                + " sectors scanned" + ranges + ", of a disk of " + number(report.map().sectors()) + ": ";
        if (divergent > 0) {
            return scanned + number(divergent) + " sectors are not unanimous.";
        }
        return scanned + (report.isComplete() ? "all children agree." : "no divergence so far.");
    }

    private void children() throws IOException {
        line("<h2>Children</h2>\n<table>\n<tr><th>child</th><th>file</th><th>device and inode</th><th class=n>bytes</th><th class=n>from byte</th>"
                + "<th>modified</th><th class=n>outvoted</th><th class=n>unreadable</th>"
                + "<th class=n>unstable, at least</th></tr>");
        List<Long> dissent = report.verdicts().dissent();
        List<Long> unreadable = report.verdicts().unreadable();
        for (int child = 0; child < report.children().size(); child++) {
            ScannedChild scanned = report.children().get(child);
            line("<tr><td>" + escape(scanned.name()) + "</td><td>"
                    + escape(scanned.identity().map(i -> whole(i.file())).orElse("(no file)")) + "</td><td>"
                    + escape(scanned.identity().map(Identity::key).orElse("")) + "</td>"
                    + cell(scanned.length()) + cell(scanned.offset()) + "<td>"
                    + escape(scanned.identity().map(i -> i.modified().toString()).orElse("")) + "</td>"
                    + cell(dissent.get(child)) + cell(unreadable.get(child)) + cell(report.map().unstable(child))
                    + "</tr>");
        }
        line("</table>");
        for (Cut.Longer longer : Cut.of(report.children()).map(Cut::longer).orElse(List.of())) {
            line("<p><strong>" + escape(longer.name()) + " has " + number(longer.bytes())
                    + " bytes more, which were not compared.</strong></p>");
        }
        for (Staleness changed : report.stale()) {
            line("<p><strong>" + escape(report.name(changed.child()) + " " + changed.reason().english())
                    + ": what is told of it here may no longer be so.</strong></p>");
        }
    }

    /** Where the file is, whatever folder the program was started in. */
    private static String whole(String file) {
        return new File(file).getAbsolutePath();
    }

    /** What the children's own metadata says; nothing of plain images. */
    private void members() throws IOException {
        Optional<MemberSet> set = report.verdicts().evidence().set();
        if (set.isEmpty()) {
            return;
        }
        line("<h2>Members of " + escape(set.get().kind() + " " + set.get().name().word()) + "</h2>");
        if (set.get().evidence().isEmpty()) {
            line("<p>All of them are current.</p>");
        }
        for (Evidence evidence : set.get().evidence()) {
            line("<p>" + escape(evidence.text(report.verdicts().evidence().names()::get)) + "</p>");
        }
        Explained explained = report.verdicts().explained();
        line("<table>\n<tr><th>explained</th><th class=n>sectors</th></tr>");
        for (Map.Entry<Reason, Long> entry : explained.sectors().entrySet()) {
            line("<tr><td>" + entry.getKey().word() + "</td>" + cell(entry.getValue()) + "</tr>");
        }
        line("<tr><td>unexplained</td>" + cell(explained.unexplained()) + "</tr>\n</table>");
    }

    private void policy() throws IOException {
        line("<h2>Policy</h2>");
        line("<p>" + (report.verdicts().isVoted() ? "" : "No vote is held. ") + "Threshold "
                + report.verdicts().threshold() + " of "
                + (report.children().size() - report.verdicts().leftOut().size()) + " children"
                + report.verdicts().leftOut().stream().sorted().map(child -> ", without " + escape(report.name(child)))
                        .reduce("", String::concat)
                + "; driver of " + report.policy().semantics().word() + ", read-pattern "
                + report.policy().readPattern().name().toLowerCase(Locale.ROOT)
                + (report.policy().blkverify() ? ", blkverify" : "")
                + (report.policy().rewriteCorrupted() ? ", rewrite-corrupted" : "") + ".</p>");
        line("<table>\n<tr><th>verdict</th><th class=n>sectors</th></tr>");
        for (Map.Entry<Verdict, Long> entry : report.verdicts().summary().entrySet()) {
            line("<tr><td>" + entry.getKey().word() + "</td>" + cell(entry.getValue()) + "</tr>");
        }
        line("</table>");
    }

    private void coDissent() throws IOException {
        CoDissent together = report.verdicts().coDissent();
        line("<h2>Outvoted together</h2>\n<table>");
        out.append("<tr><th></th>");
        for (int child = 0; child < together.children(); child++) {
            out.append("<th class=n>").append(escape(report.name(child))).append("</th>");
        }
        line("</tr>");
        for (int one = 0; one < together.children(); one++) {
            out.append("<tr><th>").append(escape(report.name(one))).append("</th>");
            for (int other = 0; other < together.children(); other++) {
                out.append(cell(together.sectors(one, other)));
            }
            line("</tr>");
        }
        line("</table>");
    }

    private void runs() throws IOException {
        boolean folded = isFolded(report);
        line("<h2>Runs</h2>");
        if (folded) {
            patterns();
            line("<p>Only the first " + number(MOST_RUNS) + " runs are shown here"
                    + csv.map(name -> "; all of them are in <a href=\"" + escape(link(name)) + "\">" + escape(name)
                            + "</a>").orElse("")
                    + ".</p>\n<details>\n<summary>The first " + number(MOST_RUNS) + " runs</summary>");
        }
        line("<table>\n<tr><th class=n>sector</th><th class=n>count</th><th>pattern</th>"
                + "<th class=n>votes</th><th>verdict</th><th>winner</th>"
                + (report.verdicts().evidence().isKnown() ? "<th>explained</th>" : "")
                + (report.places().isPresent() ? "<th>what lies there</th>" : "") + "</tr>");
        Optional<ScanPlaces.Finder> places = report.places().map(ScanPlaces::finder);
        Iterator<DivergentRun> runs = report.verdicts().runs();
        for (int shown = 0; shown < MOST_RUNS && runs.hasNext(); shown++) {
            DivergentRun run = runs.next();
            SectorRange range = run.range();
            out.append("<tr>").append(cell(range.first())).append(cell(range.count())).append("<td class=p>")
                    .append(run.ruling().pattern()).append("</td>").append(votes(run.ruling())).append("<td>")
                    .append(run.ruling().verdict().word()).append("</td><td>");
            line(escape(won(run.ruling())) + (run.suspectWinner() ? " (suspect)" : "") + "</td>" + explained(run)
                    + places.map(finder -> "<td>" + escape(ScanPlaces.words(finder.at(range))) + "</td>").orElse("")
                    + "</tr>");
        }
        line(folded ? "</table>\n</details>" : "</table>");
    }

    private String explained(DivergentRun run) {
        return report.verdicts().evidence().isKnown()
                ? "<td>" + run.explained().map(Reason::word).orElse("unexplained") + "</td>"
                : "";
    }

    /** The ways in which the sectors vote, the most frequent first. */
    private void patterns() throws IOException {
        line("<table>\n<tr><th>pattern</th><th class=n>sectors</th><th>verdict</th><th>winner</th></tr>");
        List<Map.Entry<Ruling, Long>> most = report.verdicts().rulings().entrySet().stream()
                .sorted(Map.Entry.<Ruling, Long>comparingByValue().reversed()
                        .thenComparing(entry -> entry.getKey().pattern()))
                .limit(MOST_PATTERNS).toList();
        for (Map.Entry<Ruling, Long> entry : most) {
            line("<tr><td class=p>" + entry.getKey().pattern() + "</td>" + cell(entry.getValue()) + "<td>"
                    + entry.getKey().verdict().word() + "</td><td>" + escape(won(entry.getKey())) + "</td></tr>");
        }
        line("</table>");
        if (report.verdicts().rulings().size() > MOST_PATTERNS) {
            line("<p>The " + MOST_PATTERNS + " most frequent patterns of " + number(report.verdicts().rulings().size())
                    + ".</p>");
        }
    }

    /** A file beside the page as a relative reference (RFC 3986): whatever is in its name. */
    private static String link(String name) {
        return "./" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whose bytes are believed, and whether by nothing but the order of the children. */
    private String won(Ruling ruling) {
        String names = ruling.winner().stream().map(report::name).collect(Collectors.joining(" "));
        return switch (ruling.verdict()) {
            case UNANIMOUS, MAJORITY -> names;
            case TIE -> names + " (by list order)";
            case DIFFERS -> "no vote: the guest gets " + names;
            case BELOW_THRESHOLD, UNREADABLE -> report.verdicts().isVoted() ? "nobody" : "no vote";
        };
    }

    private static String votes(Ruling ruling) {
        return ruling.votes().isPresent() ? cell(ruling.votes().getAsInt()) : "<td class=n></td>";
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }

    private static String cell(long number) {
        return "<td class=n>" + number(number) + "</td>";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * The text as it can stand anywhere in a page, between quotes too; control characters are shown.
     */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        Printable.line(text).chars().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append((char) c);
            }
        });
        return safe.toString();
    }
}
