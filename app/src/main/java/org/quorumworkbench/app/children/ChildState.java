// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.children;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/**
 * How a child stands in the range that is looked at.
 *
 * @param kind
 *            for the eye
 * @param words
 *            for everybody
 */
public record ChildState(Kind kind, String words) {

    /** What the list's marks tell apart. */
    public enum Kind {
        WINS, OUTVOTED, NOT_CHOSEN, NOBODY_WINS, UNREADABLE, SHORT, WAITING, UNASKED
    }

    /**
     * The state of the child in the picture; not read yet if there is none.
     *
     * @param ends
     *            by child name, the first sector that a child lacks which is shorter than the disk
     */
    public static ChildState of(Optional<Inspection> shown, int child, Map<String, Long> ends) {
        if (shown.isEmpty() || child >= shown.get().children().size()) {
            return new ChildState(Kind.UNASKED, text("children.state.unasked"));
        }
        Inspection inspection = shown.get();
        ChildBytes bytes = inspection.children().get(child);
        if (bytes.pending()) {
            return waiting();
        }
        int first = bytes.unreadable().nextSetBit(0);
        Long end = ends.get(bytes.name());
        if (first >= 0 && end != null && inspection.range().first() + first >= end) {
            return new ChildState(Kind.SHORT, text("children.state.short", Long.toString(end)));
        }
        if (bytes.error().isPresent()) {
            int bad = bytes.unreadable().cardinality();
            String error = bytes.error().get().name() + ", " + bytes.error().get().text();
            return new ChildState(Kind.UNREADABLE, bad < inspection.range().count()
                    ? text("children.state.partly", Integer.toString(bad), Long.toString(inspection.range().count()),
                            error)
                    : text("children.state.unreadable", bytes.error().get().name(), bytes.error().get().text()));
        }
        if (!inspection.isVoted()) {
            return served(inspection, child);
        }
        return inspection.requestVote().map(vote -> voted(vote, child))
                .orElseGet(() -> new ChildState(Kind.NOBODY_WINS, text(inspection.requestVerdict().isPresent()
                        ? "children.state.nobody"
                        : "children.state.novote")));
    }

    /**
     * Without a vote: the first child that can be read is what the guest gets, and no other is asked.
     */
    private static ChildState served(Inspection inspection, int child) {
        if (inspection.request().served().orElse(-1) == child) {
            return new ChildState(Kind.WINS, text("children.state.served"));
        }
        return inspection.children().get(child).differing().isEmpty()
                ? new ChildState(Kind.UNASKED, text("children.state.notasked"))
                : new ChildState(Kind.NOT_CHOSEN, text("children.state.differs"));
    }

    /** It has not answered. */
    static ChildState waiting() {
        return new ChildState(Kind.WAITING, text("children.state.waiting"));
    }

    private static ChildState voted(Vote vote, int child) {
        if (!vote.verdict().succeeds()) {
            return new ChildState(Kind.NOBODY_WINS, text("children.state.nobody"));
        }
        if (vote.winner().contains(child)) {
            return new ChildState(Kind.WINS, text("children.state.ok"));
        }
        return vote.verdict() == Verdict.TIE
                ? new ChildState(Kind.NOT_CHOSEN, text("children.state.notchosen"))
                : new ChildState(Kind.OUTVOTED, text("children.state.outvoted"));
    }
}
