// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/**
 * One column of bytes: a child, or a version with its members.
 *
 * @param children
 *            who have these bytes, lowest first; the first one's are shown
 * @param version
 *            its position in the request vote; absent if the children have none
 * @param wins
 *            whether it is a winner to be trusted
 */
public record HexPane(List<Integer> children, OptionalInt version, boolean wins) {

    /** Up to so many children have a pane each; more are shown by version. */
    public static final int BY_CHILD = 4;

    /** How panes are made. */
    public enum Mode {
        AUTOMATIC, BY_CHILD, BY_VERSION
    }

    public HexPane {
        children = List.copyOf(children);
    }

    /** The child whose bytes are shown. */
    public int shown() {
        return children.getFirst();
    }

    /**
     * The panes for a picture, in child order or in the order of versions, unreadable children behind.
     */
    public static List<HexPane> of(Inspection inspection, Mode mode) {
        int count = inspection.children().size();
        boolean byVersion = mode == Mode.BY_VERSION || (mode == Mode.AUTOMATIC && count > BY_CHILD);
        List<HexPane> panes = new ArrayList<>();
        Vote vote = inspection.requestVote().orElse(null);
        if (!byVersion || vote == null || vote.lettered().isEmpty()) {
            for (int child = 0; child < count; child++) {
                OptionalInt version = vote == null ? OptionalInt.empty() : vote.versionOf(child);
                panes.add(new HexPane(List.of(child), version, wins(vote, version)));
            }
            return panes;
        }
        for (Version<Integer> version : vote.lettered()) {
            OptionalInt position = OptionalInt.of(version.value());
            panes.add(new HexPane(version.children(), position, wins(vote, position)));
        }
        for (int child : vote.unreadable()) {
            panes.add(new HexPane(List.of(child), OptionalInt.empty(), false));
        }
        return panes;
    }

    private static boolean wins(@Nullable Vote vote, OptionalInt version) {
        return vote != null && vote.verdict().succeeds() && version.orElse(-1) == 0;
    }
}
