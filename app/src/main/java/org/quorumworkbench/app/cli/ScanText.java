// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.ScanReport;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.core.vote.Verdict;

/** Tells what a scan found as a person would write it down. */
final class ScanText {

    private final ScanReport report;

    ScanText(ScanReport report) {
        this.report = report;
    }

    void print(PrintWriter out) {
        Verdicts verdicts = report.verdicts();
        for (Iterator<DivergentRun> runs = verdicts.runs(); runs.hasNext();) {
            DivergentRun run = runs.next();
            out.println("sector " + run.range() + "  " + run.ruling().pattern() + "  "
                    + run.ruling().verdict().word() + ", " + run.ruling().votes()
                    + (run.ruling().votes() == 1 ? " vote, " : " votes, ") + won(run.ruling()));
        }
        List<Long> dissent = verdicts.dissent();
        List<Long> unreadable = verdicts.unreadable();
        for (int child = 0; child < dissent.size(); child++) {
            long unstable = verdicts.map().unstable(child);
            if (dissent.get(child) > 0 || unreadable.get(child) > 0) {
                out.println(names(List.of(child)) + ": " + number(dissent.get(child)) + " sectors outvoted, "
                        + number(unreadable.get(child)) + " unreadable"
                        + (unstable > 0 ? ", unstable: two reads differ in " + number(unstable) + " or more" : ""));
            }
        }
        String counts = verdicts.summary().entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && entry.getKey() != Verdict.UNANIMOUS)
                .map(entry -> number(entry.getValue()) + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        String agree = report.isComplete() ? "all children agree" : "no divergence so far, and not all was scanned";
        out.println(number(verdicts.map().scanned().count()) + " sectors scanned, threshold " + verdicts.threshold()
                + ": " + (counts.isEmpty() ? agree : counts));
    }

    /** A tie is never called a win without its reason. */
    private String won(Ruling ruling) {
        return switch (ruling.verdict()) {
            case UNANIMOUS, MAJORITY -> "winner " + names(ruling.winner());
            case TIE -> "won by list order " + names(ruling.winner());
            case BELOW_THRESHOLD, UNREADABLE -> "no winner";
        };
    }

    private String names(List<Integer> children) {
        return children.stream().map(this::name).collect(Collectors.joining(" "));
    }

    private String name(int child) {
        return report.verdicts().map().children().get(child).name();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
