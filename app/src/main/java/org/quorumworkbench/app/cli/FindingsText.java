// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.core.diagnosis.Damage;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.diagnosis.FindingJson;
import org.quorumworkbench.core.diagnosis.FindingsReport;
import org.quorumworkbench.core.diagnosis.Harmless;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.scan.HeadlineText;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.Verdicts;

/** Findings as a person would write them down, and as JSON. */
final class FindingsText {

    private final Verdicts verdicts;
    private final List<String> names;
    private final Optional<Cut> cut;

    FindingsText(Verdicts verdicts) {
        this.verdicts = verdicts;
        this.names = verdicts.map().children().stream().map(ScannedChild::name).toList();
        this.cut = Cut.of(verdicts.map().children());
    }

    /** A headline, then a line a finding with its evidence under it. */
    void print(Diagnosed diagnosed, boolean complete, PrintWriter out) {
        out.println(headline(diagnosed, complete));
        for (Finding finding : diagnosed.findings()) {
            out.println(line(finding));
            finding.evidence().forEach(sentence -> out.println("    " + Printable.line(sentence)));
        }
    }

    /** For instance {@code 3 findings: 2 stale, 1 bit-flip (1 harmless); c2 damaged in 2, c1 in 1}. */
    private String headline(Diagnosed diagnosed, boolean complete) {
        List<Finding> findings = diagnosed.findings();
        long unreadable = verdicts.unreadable().stream().mapToLong(Long::longValue).sum();
        String more = (unreadable > 0 ? "; " + number(unreadable) + " sectors of children cannot be read" : "")
                + cut.map(known -> "; " + Printable.line(HeadlineText.of(known))).orElse("");
        if (findings.isEmpty()) {
            return (complete ? "No finding: all that could be read agrees" : "No finding so far") + more + ".";
        }
        Map<String, Long> kinds = new TreeMap<>();
        findings.forEach(finding -> kinds.merge(finding.kind(), 1L, Long::sum));
        String each = kinds.entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                .map(entry -> number(entry.getValue()) + " " + entry.getKey()).collect(Collectors.joining(", "));
        long harmless = findings.size() - diagnosed.harmful();
        StringBuilder children = new StringBuilder();
        List<Long> damaged = diagnosed.damagedIn(names.size());
        for (int child = 0; child < names.size(); child++) {
            if (damaged.get(child) > 0) {
                boolean first = children.isEmpty();
                children.append(first ? "; " : ", ").append(Printable.line(names.get(child)))
                        .append(first ? " is believed damaged in " : " in ")
                        .append(number(damaged.get(child)));
            }
        }
        long suspect = findings.stream().filter(finding -> finding.suspectWinner() && !finding.isBenign()).count();
        return number(findings.size()) + (findings.size() == 1 ? " finding: " : " findings: ") + each
                + (harmless > 0 ? " (" + number(harmless) + " harmless)" : "") + children
                + (suspect > 0 ? "; in " + number(suspect) + " the winner is not to be trusted" : "") + more
                + (complete ? "." : "; not all was scanned.");
    }

    /** The same for files. */
    FindingsReport report(Diagnosed diagnosed, boolean complete, String quorum) {
        return new FindingsReport(diagnosed, names, cut, quorum, headline(diagnosed, complete), ProgramRelease.number(),
                Instant.now());
    }

    private String line(Finding finding) {
        StringBuilder line = new StringBuilder("sector ").append(finding.range()).append("  ")
                .append(finding.kind());
        if (finding.isBenign()) {
            line.append(" (harmless; ").append(finding.effect().word()).append(')');
        }
        line.append(String.format(Locale.ROOT, " %.2f", finding.confidence()));
        finding.runnerUp().map(Damage::word).ifPresent(second -> line.append(", else ").append(second));
        line.append("  ").append(finding.damaged().isEmpty()
                ? "nobody is named"
                : finding.damaged().stream().map(names::get).map(Printable::line).collect(Collectors.joining(" ")));
        finding.harmless().map(Harmless::words).ifPresent(words -> line.append("  in ").append(words));
        finding.place().ifPresent(place -> line.append("  ").append(PlacesText.line(place)));
        return line.toString();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Without a diagnosis (it was stopped) {@code findings} is empty and {@code complete} false. */
    Map<String, @Nullable Object> json(Optional<Diagnosed> diagnosed, boolean scanned) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("children", names);
        json.put("threshold", verdicts.threshold());
        json.put("sectors", verdicts.map().scanned().count());
        json.put("complete", scanned && diagnosed.isPresent());
        List<Finding> findings = diagnosed.map(Diagnosed::findings).orElse(List.of());
        // One after the other, as it is written: there may be thousands.
        Iterable<Map<String, @Nullable Object>> told = () -> findings.stream()
                .map(finding -> FindingJson.of(finding, names)).iterator();
        json.put("findings", told);
        Map<String, Long> dissent = new LinkedHashMap<>();
        Map<String, Long> unreadable = new LinkedHashMap<>();
        for (int child = 0; child < names.size(); child++) {
            dissent.put(names.get(child), verdicts.dissent().get(child));
            unreadable.put(names.get(child), verdicts.unreadable().get(child));
        }
        json.put("dissent", dissent);
        json.put("unreadable", unreadable);
        cut.ifPresent(known -> json.put(Cut.NOT_COMPARED, known.json()));
        json.put("remarks", diagnosed.map(Diagnosed::remarks).orElse(List.of()));
        return json;
    }
}
