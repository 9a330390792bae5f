// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.vote.Tally;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/**
 * The whole story of one request: what every child answered and when, how the engine decided, what
 * it told, what came of it. Views, lessons, reports and tests read this; nobody counts a vote
 * again.
 *
 * @param request
 *            the request's number in its quorum, from 1
 * @param requestKind
 *            what was asked
 * @param offset
 *            in bytes
 * @param length
 *            in bytes; 0 for a flush
 * @param policy
 *            as it was when the request started
 * @param replies
 *            in child order, one for each child
 * @param completion
 *            the children in the order in which their answers arrived
 * @param decision
 *            how the result was found
 * @param result
 *            what came of it
 * @param data
 *            a read's answer, read-only; only if the request was to keep bytes and succeeded
 * @param events
 *            told for this request, in order
 * @param elapsed
 *            from start to completion
 */
public record Outcome(long request, RequestKind requestKind, long offset, long length, Policy policy,
        List<ChildReply> replies, List<Integer> completion, Decision decision, Result result,
        Optional<MemorySegment> data, List<Event> events, Duration elapsed) {

    public Outcome {
        replies = List.copyOf(replies);
        completion = List.copyOf(completion);
        events = List.copyOf(events);
    }

    /**
     * This write and the flush that belongs to it as one story: its replies, the flush's result if that
     * failed, the events of both.
     */
    Outcome followedBy(Outcome flush) {
        List<Event> both = new ArrayList<>(events);
        both.addAll(flush.events);
        return new Outcome(request, requestKind, offset, length, policy, replies, completion,
                flush.isSuccess() ? decision : flush.decision, flush.isSuccess() ? result : flush.result, data, both,
                elapsed.plus(flush.elapsed));
    }

    /** The same story with what was told in steps before. */
    Outcome after(List<Event> earlier) {
        List<Event> all = new ArrayList<>(earlier);
        all.addAll(events);
        return new Outcome(request, requestKind, offset, length, policy, replies, completion, decision, result, data,
                all,
                elapsed);
    }

    /** The same story as that of a request of which it was a step. */
    Outcome of(RequestKind whole, SectorRange range) {
        return new Outcome(request, whole, range.offset(), range.length(), policy, replies, completion, decision,
                result, data, events, elapsed);
    }

    /** The sectors that the request touched, rounded outwards. */
    public SectorRange range() {
        return SectorRange.ofBytes(offset, length);
    }

    public boolean isSuccess() {
        return result instanceof Result.Success;
    }

    /**
     * The request vote of a read, lettered; absent where no bytes were voted on (cancelled, refused,
     * fifo, writes, and where fewer children than the threshold could be read: then the engine counts
     * their errors only).
     */
    public Optional<Vote> vote() {
        if (requestKind != RequestKind.READ) {
            return Optional.empty();
        }
        List<Integer> unreadable = replies.stream().filter(reply -> !reply.isOk()).map(ChildReply::child).toList();
        return switch (decision) {
            case Decision.Agreed agreed -> Optional.of(Vote.of(
                    Optional.of(
                            new Tally<>(List.of(new Version<>("", agreed.children())))),
                    unreadable, policy.threshold()));
            case Decision.Voted voted ->
                Optional.of(Vote.of(Optional.of(voted.tally()), unreadable, policy.threshold()));
            default -> Optional.empty();
        };
    }

    /**
     * The verdict on the whole read: that of {@link #vote}, or unreadable where too few children could
     * be read for one. Absent where a read came to no verdict (cancelled, refused, answered by the
     * first child of a fifo) and of everything but reads.
     */
    public Optional<Verdict> verdict() {
        boolean tooFew = decision instanceof Decision.TooFewSucceeded || decision instanceof Decision.NoneReadable;
        return requestKind == RequestKind.READ && tooFew ? Optional.of(Verdict.UNREADABLE) : vote().map(Vote::verdict);
    }

    /** The children that answered with an error, lowest first. */
    public List<Integer> failed() {
        return replies.stream().filter(reply -> reply.reply().isPresent() && !reply.isOk()).map(ChildReply::child)
                .toList();
    }

    /**
     * The child whose bytes a fifo gave to the guest; absent where none could be read, and where a vote
     * is held.
     */
    public OptionalInt served() {
        return decision instanceof Decision.FirstReadable(int child) ? OptionalInt.of(child) : OptionalInt.empty();
    }

    /**
     * Whether the child had a part in the request; under fifo nobody behind the one that served has.
     */
    public boolean wasAsked(int child) {
        return policy.readPattern() == ReadPattern.QUORUM || replies.get(child).reply().isPresent();
    }
}
