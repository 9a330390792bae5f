// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.HeadlineText;
import org.quorumworkbench.core.scan.JudgedScan;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.ScanPlaces;
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
        JudgedScan judged = JudgedScan.of(verdicts);
        Optional<ScanPlaces.Finder> places = report.places().map(ScanPlaces::finder);
        for (Iterator<DivergentRun> runs = verdicts.runs(); runs.hasNext();) {
            DivergentRun run = runs.next();
            out.println("sector " + run.range() + "  " + run.ruling().pattern() + "  "
                    + run.ruling().verdict().word() + ", " + votes(run.ruling()) + won(run.ruling())
                    + (run.suspectWinner() ? " (suspect)" : "") + explained(run));
            places.ifPresent(walk -> walk.at(run.range()).forEach(at -> out.println("    "
                    + PlacesText.line(at.piece()) + (at.piece().isDisputed() ? ", disputed" : ""))));
        }
        List<Long> dissent = judged.dissent();
        List<Long> unreadable = judged.unreadable();
        for (int child = 0; child < dissent.size(); child++) {
            long unstable = judged.unstable().get(child);
            if (dissent.get(child) > 0 || unreadable.get(child) > 0) {
                out.println(names(List.of(child)) + ": "
                        + (verdicts.isVoted() ? sectors(dissent.get(child)) + " outvoted, " : "")
                        + number(unreadable.get(child)) + " unreadable"
                        + (unstable > 0 ? ", unstable: two reads differ in " + number(unstable) + " or more" : ""));
            }
        }
        String counts = judged.summary().entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && entry.getKey() != Verdict.UNANIMOUS)
                .map(entry -> number(entry.getValue()) + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        String agree = report.isComplete() ? "all children agree" : "no divergence so far, and not all was scanned";
        out.println(sectors(verdicts.map().scanned().count()) + " scanned, "
                + (verdicts.isVoted() ? "threshold " + verdicts.threshold() : "read pattern fifo, no vote is held")
                + ": " + (counts.isEmpty() ? agree : counts));
        out.println(Printable.line(HeadlineText.of(judged.headline())));
    }

    private static String sectors(long count) {
        return number(count) + (count == 1 ? " sector" : " sectors");
    }

    /** Of plain images nothing is known, which is not the same as finding no reason. */
    private String explained(DivergentRun run) {
        return report.verdicts().evidence().isKnown()
                ? ", " + run.explained().map(reason -> "explained: " + reason.word()).orElse("unexplained")
                : "";
    }

    /** A tie is never called a win without its reason. */
    private String won(Ruling ruling) {
        return switch (ruling.verdict()) {
            case UNANIMOUS, MAJORITY -> "winner " + names(ruling.winner());
            case TIE -> "won by list order " + names(ruling.winner());
            case DIFFERS -> "the guest gets " + names(ruling.winner());
            case BELOW_THRESHOLD -> ruling.largestAlone().isEmpty()
                    ? "no winner, no version is larger than the others"
                    : "no winner, the largest version is " + names(ruling.largestAlone());
            case UNREADABLE -> report.verdicts().isVoted() ? "no winner" : "the guest gets an error";
        };
    }

    private static String votes(Ruling ruling) {
        int votes = ruling.votes().orElse(-1);
        return votes < 0 ? "" : votes + (votes == 1 ? " vote, " : " votes, ");
    }

    private String names(List<Integer> children) {
        return children.stream().map(this::name).collect(Collectors.joining(" "));
    }

    private String name(int child) {
        return Printable.line(report.verdicts().map().children().get(child).name());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
