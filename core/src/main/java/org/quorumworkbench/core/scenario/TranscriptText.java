// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.Standing;
import org.quorumworkbench.core.scenario.Transcript.ChildAfter;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.Opening;
import org.quorumworkbench.core.scenario.Transcript.Result;
import org.quorumworkbench.core.story.EventWords;
import org.quorumworkbench.core.story.Json;

/**
 * Tells what came of a scenario as a person would write it down: one line for each operation, the
 * events under it, and where it failed.
 */
public final class TranscriptText {

    private final Scenario scenario;
    private final Transcript transcript;
    private final List<String> lines = new ArrayList<>();

    private TranscriptText(Scenario scenario, Transcript transcript) {
        this.scenario = scenario;
        this.transcript = transcript;
    }

    /** The lines, without line ends. */
    public static List<String> lines(Scenario scenario, Transcript transcript) {
        TranscriptText telling = new TranscriptText(scenario, transcript);
        telling.tell();
        return List.copyOf(telling.lines);
    }

    private void tell() {
        String name = scenario.id().isEmpty() ? scenario.title() : scenario.id() + ": " + scenario.title();
        lines.add((name.isEmpty() ? "scenario" : name) + " (semantics " + transcript.semantics().word() + ")");
        lines.add("  " + opening(transcript.open()));
        for (int i = 0; i < transcript.results().size(); i++) {
            Result result = transcript.results().get(i);
            lines.add("  " + (i + 1) + ". " + words(scenario.operations().get(i)) + ": " + outcome(result));
            under(result).forEach(line -> lines.add("       " + line));
        }
        int left = scenario.operations().size() - transcript.results().size();
        if (left > 0) {
            lines.add("  " + left + (left == 1 ? " operation was" : " operations were") + " not done");
        }
        List<String> changed = transcript.childrenAfter().stream().filter(ChildAfter::changed).map(ChildAfter::node)
                .toList();
        lines.add("  " + (changed.isEmpty() ? "no child's bytes changed" : "changed: " + String.join(", ", changed)));
    }

    private static String opening(Opening open) {
        if (open.ok()) {
            return "opened" + (open.size().isPresent() ? ", " + open.size().getAsLong() + " bytes" : "");
        }
        return "did not open: " + open.refusal().or(open::export).orElse("no reason was given");
    }

    /** An operation in words. */
    public static String words(Operation operation) {
        return switch (operation) {
            case Operation.Read(long offset, int length) -> "read " + range(offset, length);
            case Operation.Write(long offset, int length, int fill, boolean fua) ->
                "write " + range(offset, length) + " of 0x" + Integer.toHexString(fill) + (fua ? ", flushed" : "");
            case Operation.WriteZeroes(long offset, long length, boolean fua, boolean _) ->
                "write zeroes " + range(offset, length) + (fua ? ", flushed" : "");
            case Operation.Trim(long offset, long length) -> "trim " + range(offset, length);
            case Operation.Flush() -> "flush";
            case Operation.BlockStatus(long offset, long length) -> "block status " + range(offset, length);
            case Operation.Wait wait -> "wait " + wait.seconds().toPlainString() + " s";
            case Operation.Command command -> command.execute()
                    + command.arguments().map(arguments -> " " + Json.compact(Json.plain(arguments))).orElse("");
            case Operation.Examine(long offset, int length) -> "look at " + range(offset, length);
            case Operation.WriteData(long offset, int length, String hex, boolean fua) ->
                "write " + range(offset, length) + " of " + hex.length() / 2 + " given bytes"
                        + (fua ? ", flushed" : "");
            case Operation.SetThreshold(int votes) -> "threshold set to " + votes;
            case Operation.Capture(String child, String name) ->
                "the bytes of " + child + " captured as '" + name + "'";
            case Operation.Heal(String child) -> "damage to writes on " + child + " healed";
            case Operation.DiscardWrites(String child) -> "what was written on " + child + " thrown away";
            case Operation.Overwrite(String child, long offset, String hex) ->
                hex.length() / 2 + (hex.length() == 2 ? " byte of " : " bytes of ") + child + " overwritten at "
                        + offset;
            case Operation.Recount() -> "faults count anew";
            case Operation.Identify() -> "identify the children";
            case Operation.Diagnose() -> "diagnose the children";
            case Operation.GivenUp(Operation request, List<String> unanswered) ->
                words(request) + ", given up before " + String.join(" ", unanswered) + " answered";
            case Operation.SwitchFault(String child, String id, boolean on) ->
                "fault " + id + " on " + child + " switched " + (on ? "on" : "off");
        };
    }

    private static String range(long offset, long length) {
        return offset % SECTOR == 0 && length % SECTOR == 0
                ? "sectors " + SectorRange.ofBytes(offset, length)
                : "bytes " + offset + "+" + length;
    }

    /** What came of an operation, in words. */
    public static String outcome(Result result) {
        return switch (result.status()) {
            case OK -> "ok" + detail(result.detail());
            case ERROR -> "FAILED, " + result.errno().map(TranscriptText::words).or(result::words).orElse("");
            case ABORTED -> "ABORTED, " + result.words().orElse("");
            case CANCELLED -> "CANCELLED, given up: not every child had answered";
        };
    }

    private static String words(Errno errno) {
        return errno.name() + " (" + errno.text() + ")";
    }

    /** What is told under the line of an operation: what members say, and events, a line each. */
    public static List<String> under(Result result) {
        Stream<String> told = switch (result.detail()) {
            case Detail.Identified identified ->
                identified.evidence().stream().map(evidence -> evidence.text(identified.children()::get));
            case Detail.Diagnosed(List<String> children, List<Finding> findings) ->
                findings.stream().map(finding -> finding(finding, children));
            default -> Stream.empty();
        };
        return Stream.concat(told, result.events().stream().map(EventWords::line)).toList();
    }

    private static String detail(Detail detail) {
        return switch (detail) {
            case Detail.None(),Detail.Digested(String _) -> "";
            case Detail.Bytes(String sha256, List<String> equal) -> ", " + sha256.substring(0, 12) + (equal.isEmpty()
                    ? ", as no child was at the start"
                    : ", as " + String.join(" ", equal) + " at the start");
            case Detail.Extents(List<Extent> extents) -> ", " + extents.stream()
                    .map(extent -> extent.length() + " bytes of " + (extent.zero() ? "zeroes" : "data"))
                    .collect(Collectors.joining(", "));
            case Detail.Identified identified -> ", " + (identified.sets().isEmpty()
                    ? "no child is a member of anything"
                    : identified.sets().stream().map(set -> standings(set, identified.children()))
                            .collect(Collectors.joining("; ")));
            case Detail.Diagnosed(List<String> _, List<Finding> findings) -> ", " + findings.size()
                    + (findings.size() == 1 ? " finding" : " findings");
            case Detail.Edges(List<Transcript.GraphEdge> edges) -> ", " + edges.stream()
                    .map(edge -> edge.edge() + " is " + edge.node()).collect(Collectors.joining(", "));
        };
    }

    private static String finding(Finding finding, List<String> children) {
        return "sectors " + finding.range() + ": " + finding.kind() + ", " + (finding.damaged().isEmpty()
                ? "nobody is named"
                : finding.damaged().stream().map(children::get).collect(Collectors.joining(" ")) + " damaged")
                + ". " + finding.evidence().getFirst();
    }

    /** "md 0123...: current c0, stale c1 c2". */
    private static String standings(MemberSet set, List<String> children) {
        return set.kind() + " " + set.name().word() + ": " + Stream.of(Standing.values())
                .filter(standing -> !set.files(standing).isEmpty())
                .map(standing -> standing.name().toLowerCase(Locale.ROOT) + " " + set.files(standing).stream()
                        .map(children::get).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }
}
