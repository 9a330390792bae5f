// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.DifferingRun;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.SectorVote;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.scan.HeadlineText;
import org.quorumworkbench.core.story.EventWords;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/** An inspection as an engineer reads it in a terminal. */
final class InspectionText {

    private static final int MOST_RUNS = 8;
    private static final int MOST_BYTES = 16;
    private static final int SHORT_DIGEST = 16;

    private final OpenedQuorum opened;
    private final Inspection inspection;

    InspectionText(OpenedQuorum opened, Inspection inspection) {
        this.opened = opened;
        this.inspection = inspection;
    }

    void print(PrintWriter out) {
        SectorRange range = inspection.range();
        Policy policy = inspection.request().policy();
        out.printf(Locale.ROOT, "%s: %d children, threshold %d, semantics %s, %d sectors%n",
                Printable.line(opened.configuration().name()),
                inspection.children().size(), policy.threshold(), policy.semantics().word(), opened.sectors());
        out.printf(Locale.ROOT, "range: sectors %s, bytes 0x%x to 0x%x%n%n", sectors(range.first(), range.count()),
                range.offset(), range.offset() + range.length() - 1);
        children(out);
        Cut.ofQuorum(opened.quorum().children())
                .ifPresent(cut -> out.println(HeadlineText.of(cut) + System.lineSeparator()));
        requestVote(out);
        sectorVotes(out);
        differences(out);
        events(out);
    }

    /** The votes alone. */
    void printVotes(PrintWriter out) {
        requestVote(out);
        sectorVotes(out);
    }

    private void children(PrintWriter out) {
        int width = inspection.children().stream().mapToInt(child -> name(child).length()).max().orElse(2);
        out.println("children");
        for (ChildBytes child : inspection.children()) {
            String file = opened.children().get(child.child()).spec().source().location().orElse("a quorum");
            out.printf(Locale.ROOT, "  %-" + width + "s  %-2s  %s  (%s)%n", name(child), letter(child.child()),
                    health(child), file);
        }
        out.println();
    }

    /** The child's version in the request vote; the winner, and whom a fifo serves, carry a star. */
    private String letter(int child) {
        if (inspection.requestVote().isEmpty()) {
            boolean served = inspection.request().served().orElse(-1) == child;
            return served ? "*" : inspection.request().failed().contains(child) ? "!" : "-";
        }
        Vote vote = inspection.requestVote().get();
        OptionalInt version = vote.versionOf(child);
        return version.isEmpty() ? "!" : starred(vote, version.getAsInt());
    }

    private static String starred(Vote vote, int version) {
        return Vote.letter(version) + (version == 0 && !vote.winner().isEmpty() ? "*" : "");
    }

    private String health(ChildBytes child) {
        if (child.pending()) {
            return "has not answered";
        }
        List<String> words = new ArrayList<>();
        Optional<Errno> error = child.error();
        if (error.isPresent()) {
            words.add(error.get().name() + ", " + error.get().text() + ": " + runs(child) + pieces(child));
        }
        int bytes = child.differing().stream().mapToInt(run -> run.to() - run.from()).sum();
        if (bytes > 0) {
            words.add(count(bytes, "differing byte") + " in " + count(child.differing().size(), "run"));
        }
        return words.isEmpty() ? "ok" : String.join("; ", words);
    }

    /** More than a sector at a time could not be told apart there. */
    private String pieces(ChildBytes child) {
        int piece = opened.children().get(child.child()).own().smallestRead().orElse(0);
        return piece <= SectorRange.SECTOR
                ? ""
                : " (asked in pieces of " + piece + " bytes: sectors beside a bad one may be counted with it)";
    }

    private String runs(ChildBytes child) {
        List<String> runs = new ArrayList<>();
        for (int from = child.unreadable().nextSetBit(0); from >= 0;) {
            int to = child.unreadable().nextClearBit(from);
            runs.add(sectors(inspection.range().first() + from, to - from));
            from = child.unreadable().nextSetBit(to);
        }
        String shown = runs.stream().limit(MOST_RUNS).collect(Collectors.joining(", "));
        return "sector " + shown + (runs.size() > MOST_RUNS ? " and more" : "");
    }

    private void requestVote(PrintWriter out) {
        out.println("request vote: " + inspection.requestVote().map(InspectionText::sentence).orElseGet(this::noVote)
                + result());
        inspection.requestVote().ifPresent(vote -> {
            for (Version<Integer> version : vote.lettered()) {
                String digest = inspection.digest(version.index())
                        .map(known -> "  sha256 " + known.hex().substring(0, SHORT_DIGEST) + "...").orElse("");
                out.printf(Locale.ROOT, "  %-2s  %d/%d  %s%s%n", starred(vote, version.value()), version.votes(),
                        vote.childCount(), names(version.children()), digest);
            }
        });
        if (inspection.votesDiffer()) {
            out.println("  A vote is on the whole request: its sectors, each read alone, tell another story.");
        }
        out.println();
    }

    /** Why no vote was held. */
    private String noVote() {
        if (!inspection.isVoted()) {
            OptionalInt served = inspection.request().served();
            return "none, read pattern fifo takes the first child that can be read"
                    + (served.isPresent() ? ", " + names(List.of(served.getAsInt())) : "");
        }
        return inspection.requestVerdict().isPresent()
                ? "none, fewer children than " + inspection.request().policy().threshold()
                        + " could be read (not " + names(inspection.request().failed()) + ")"
                : "none";
    }

    private static String sentence(Vote vote) {
        String votes = vote.largest().size() + " of " + vote.childCount() + ", needs " + vote.threshold();
        return vote.pattern() + "  " + switch (vote.verdict()) {
            case UNANIMOUS -> "unanimous";
            case MAJORITY -> "majority (" + votes + ")";
            case TIE -> "tie, won by list order (" + votes + ")";
            case BELOW_THRESHOLD -> "below threshold (" + votes + ")";
            case DIFFERS -> "differs";
            case UNREADABLE -> vote.held()
                    ? "unreadable (fewer children than " + vote.threshold() + " could be read)"
                    : "unreadable";
        };
    }

    private String result() {
        return switch (inspection.request().result()) {
            case Result.Success _ -> ": the read succeeds";
            case Result.Failure(Errno errno) -> ": the read fails with " + errno.name() + ", " + errno.text();
            case Result.Cancelled _ -> ": the read was cancelled";
            case Result.Aborted(String message) -> ": the quorum ended: " + message;
        };
    }

    private void sectorVotes(PrintWriter out) {
        out.println(inspection.isVoted() ? "sector votes" : "sectors, without a vote");
        List<SectorVote> votes = inspection.sectors();
        for (int from = 0; from < votes.size();) {
            Vote vote = votes.get(from).vote();
            int to = from + 1;
            while (to < votes.size() && votes.get(to).vote().equals(vote)) {
                to++;
            }
            out.printf(Locale.ROOT, "  %-12s  %s%n", sectors(votes.get(from).sector(), to - from),
                    sentence(vote) + served(vote));
            from = to;
        }
        out.println();
    }

    /** Whom the guest gets where no vote is held. */
    private String served(Vote vote) {
        return vote.held() || vote.winner().isEmpty() ? "" : ", the guest gets " + names(vote.winner());
    }

    private void differences(PrintWriter out) {
        if (inspection.children().stream().allMatch(child -> child.differing().isEmpty())) {
            return;
        }
        out.println("differing bytes, and below them the reference's");
        for (ChildBytes child : inspection.children()) {
            for (DifferingRun run : child.differing().stream().limit(MOST_RUNS).toList()) {
                OptionalInt reference = inspection.reference(run.from() / SectorRange.SECTOR);
                if (reference.isPresent()) {
                    ChildBytes other = inspection.children().get(reference.getAsInt());
                    out.printf(Locale.ROOT, "  %s  0x%x, %s%n      %s%n      %s  %s%n", name(child),
                            inspection.range().offset() + run.from(), count(run.to() - run.from(), "byte"),
                            bytes(child, run), bytes(other, run), name(other));
                }
            }
            int more = child.differing().size() - MOST_RUNS;
            if (more > 0) {
                out.printf(Locale.ROOT, "  %s  and %s more%n", name(child), count(more, "run"));
            }
        }
        out.println();
    }

    private static String bytes(ChildBytes child, DifferingRun run) {
        StringBuilder hex = new StringBuilder();
        for (int at = run.from(); at < Math.min(run.to(), run.from() + MOST_BYTES); at++) {
            hex.append(String.format(Locale.ROOT, "%02x ", child.bytes().get(ValueLayout.JAVA_BYTE, at)));
        }
        return run.to() - run.from() > MOST_BYTES ? hex + "..." : hex.toString().stripTrailing();
    }

    private void events(PrintWriter out) {
        out.println("events");
        for (Event event : inspection.request().events()) {
            out.println("  " + Printable.line(EventWords.line(event)));
        }
        if (inspection.request().events().isEmpty()) {
            out.println("  none");
        }
    }

    private String names(List<Integer> children) {
        return children.stream().map(child -> name(inspection.children().get(child))).collect(Collectors.joining(" "));
    }

    /** A name comes from outside. */
    private static String name(ChildBytes child) {
        return Printable.line(child.name());
    }

    private static String sectors(long first, long count) {
        return count == 1 ? Long.toString(first) : first + "+" + count;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
