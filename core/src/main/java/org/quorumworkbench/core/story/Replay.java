// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.quorum.ChildReply;
import org.quorumworkbench.core.quorum.Decision;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.RequestKind;
import org.quorumworkbench.core.story.TraceStep.Asked;
import org.quorumworkbench.core.story.TraceStep.Compared;
import org.quorumworkbench.core.story.TraceStep.Counted;
import org.quorumworkbench.core.story.TraceStep.Ended;
import org.quorumworkbench.core.story.TraceStep.FastPath;
import org.quorumworkbench.core.story.TraceStep.NotAsked;
import org.quorumworkbench.core.story.TraceStep.Replied;
import org.quorumworkbench.core.story.TraceStep.Silent;
import org.quorumworkbench.core.story.TraceStep.Succeeded;
import org.quorumworkbench.core.story.TraceStep.Told;
import org.quorumworkbench.core.story.TraceStep.Voted;
import org.quorumworkbench.core.vote.Tally;
import org.quorumworkbench.core.vote.Version;

/**
 * A request in slow motion: the steps of its outcome, in order. Everything is read from the
 * engine's own record; no vote is counted again.
 */
public final class Replay {

    private static final int SHORT_HASH = 8;

    private final Outcome outcome;
    private final List<TraceStep> steps = new ArrayList<>();
    private final List<Event> untold;

    private Replay(Outcome outcome) {
        this.outcome = outcome;
        this.untold = new ArrayList<>(outcome.events());
    }

    /** The steps, from the first request that goes out to the result. */
    public static List<TraceStep> of(Outcome outcome) {
        Replay replay = new Replay(outcome);
        if (!(outcome.decision() instanceof Decision.Refused)) {
            replay.children();
            replay.decision();
        }
        replay.untold.forEach(event -> replay.steps.add(new Told(event)));
        replay.steps.add(replay.end());
        return List.copyOf(replay.steps);
    }

    /** Flushes and fifo reads ask one child after the other, everything else all at once. */
    private void children() {
        boolean inTurn = outcome.requestKind() == RequestKind.FLUSH
                || (outcome.requestKind() == RequestKind.READ && outcome.policy().readPattern() == ReadPattern.FIFO);
        if (inTurn) {
            outcome.replies().forEach(this::inTurn);
            return;
        }
        outcome.replies().forEach(reply -> steps.add(new Asked(reply.child(), reply.name())));
        outcome.completion().forEach(child -> replied(outcome.replies().get(child)));
        outcome.replies().stream().filter(reply -> reply.reply().isEmpty())
                .forEach(reply -> steps.add(new Silent(reply.child(), reply.name())));
    }

    private void inTurn(ChildReply reply) {
        if (reply.reply().isPresent()) {
            steps.add(new Asked(reply.child(), reply.name()));
            replied(reply);
        } else if (outcome.decision() instanceof Decision.GivenUp) {
            steps.add(new Silent(reply.child(), reply.name()));
        } else {
            steps.add(new NotAsked(reply.child(), reply.name(),
                    outcome.requestKind() == RequestKind.FLUSH
                            ? NotAsked.Why.NOTHING_TO_FLUSH
                            : NotAsked.Why.READ_BEFORE));
        }
    }

    private void replied(ChildReply reply) {
        Optional<Errno> errno = reply.reply().flatMap(
                answer -> answer instanceof Reply.Failed<?>(Errno error) ? Optional.of(error) : Optional.empty());
        // A simulated fault fires before the answer that it makes.
        List<Event> fired = untold.stream().filter(event -> event instanceof Event.FaultFired fault
                && fault.child().equals(reply.name())).toList();
        untold.removeAll(fired);
        fired.forEach(event -> steps.add(new Told(event)));
        steps.add(new Replied(reply.child(), reply.name(), errno));
        // A failed child is reported as soon as it has failed, if this kind of request reports it.
        untold.stream().filter(event -> event instanceof Event.ReportBad bad && bad.error().isPresent()
                && bad.child().equals(reply.name())).findFirst().ifPresent(event -> {
                    untold.remove(event);
                    steps.add(new Told(event));
                });
    }

    private void decision() {
        int threshold = outcome.policy().threshold();
        switch (outcome.decision()) {
            case Decision.Agreed(List<Integer> children) -> {
                children.stream().skip(1)
                        .forEach(child -> steps.add(new Compared(name(children.getFirst()), name(child), true)));
                steps.add(new FastPath(children.stream().map(this::name).toList()));
            }
            case Decision.Voted(Tally<Digest> tally) -> {
                compared(tally);
                votes(tally, digest -> digest.hex().substring(0, SHORT_HASH), Optional.of(threshold));
            }
            case Decision.TooFewSucceeded(int succeeded, Tally<Errno> errors) -> {
                steps.add(new Succeeded(succeeded, threshold, true));
                votes(errors, Errno::name, Optional.empty());
            }
            case Decision.EnoughSucceeded(int succeeded) -> {
                if (succeeded > 0) {
                    steps.add(new Succeeded(succeeded, threshold, false));
                }
            }
            case Decision.FlushVoted(Tally<Integer> results) ->
                votes(results, number -> number == 0 ? "ok" : new Errno(number).name(), Optional.empty());
            case Decision.FirstReadable _,Decision.NoneReadable _,Decision.Mismatch _,Decision.GivenUp _,Decision.Refused _ -> {
                // The result says how.
            }
        }
    }

    /** The first readable child against each later one, up to the first that differs. */
    private void compared(Tally<Digest> tally) {
        List<Integer> readable = voters(tally);
        Version<Digest> first = versionOf(tally, readable.getFirst());
        for (int child : readable.subList(1, readable.size())) {
            boolean equal = first.children().contains(child);
            steps.add(new Compared(name(readable.getFirst()), name(child), equal));
            if (!equal) {
                return;
            }
        }
    }

    private <V> void votes(Tally<V> tally, Function<V, String> words, Optional<Integer> threshold) {
        for (int child : voters(tally)) {
            Version<V> own = versionOf(tally, child);
            steps.add(new Voted(child, name(child), words.apply(own.value()), own.index() == child,
                    listUpTo(tally, child, words)));
        }
        Version<V> winner = tally.winner();
        steps.add(new Counted(winner.children().stream().map(this::name).toList(), words.apply(winner.value()),
                tally.isTie(), threshold));
    }

    private static List<Integer> voters(Tally<?> tally) {
        return tally.versions().stream().flatMap(version -> version.children().stream())
                .sorted(Comparator.naturalOrder()).toList();
    }

    private static <V> Version<V> versionOf(Tally<V> tally, int child) {
        return tally.versions().stream().filter(version -> version.children().contains(child)).findFirst()
                .orElseThrow();
    }

    /** The list as it stood when that child had voted: it only ever grew at its head. */
    private static <V> List<Version<String>> listUpTo(Tally<V> tally, int last, Function<V, String> words) {
        List<Version<String>> list = new ArrayList<>();
        for (Version<V> version : tally.versions()) {
            List<Integer> members = version.children().stream().filter(child -> child <= last).toList();
            if (!members.isEmpty()) {
                list.add(new Version<>(words.apply(version.value()), members));
            }
        }
        return list;
    }

    private String name(int child) {
        return outcome.replies().get(child).name();
    }

    private Ended end() {
        return switch (outcome.decision()) {
            case Decision.Voted(Tally<Digest> tally) when outcome.isSuccess() ->
                ended(Ended.Reason.WINNER, name(tally.winner().index()));
            case Decision.Voted _ -> ended(Ended.Reason.NO_QUORUM, "");
            case Decision.FirstReadable(int child) -> ended(Ended.Reason.FIRST_READABLE, name(child));
            case Decision.NoneReadable(Errno _) -> ended(Ended.Reason.NONE_READABLE, "");
            case Decision.TooFewSucceeded _ -> ended(Ended.Reason.ERROR_VOTE, "");
            case Decision.FlushVoted _ -> ended(Ended.Reason.FLUSH_VOTE, "");
            case Decision.Refused(String why) -> ended(Ended.Reason.REFUSED, why);
            case Decision.EnoughSucceeded(int succeeded) when succeeded == 0 ->
                ended(Ended.Reason.NOTHING_TO_DO, "");
            case Decision.Agreed _,Decision.EnoughSucceeded _,Decision.Mismatch _,Decision.GivenUp _ ->
                ended(Ended.Reason.SEEN, "");
        };
    }

    private Ended ended(Ended.Reason reason, String detail) {
        return new Ended(outcome.result(), reason, detail);
    }
}
