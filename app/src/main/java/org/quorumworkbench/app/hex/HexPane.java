// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.control.Palette;
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
 * @param versions
 *            how many versions share the pane: 1, or more in the pane of those that have no tint of
 *            their own
 */
public record HexPane(List<Integer> children, OptionalInt version, boolean wins, int versions) {

    /** Up to so many children have a pane each; more are shown by version. */
    public static final int BY_CHILD = 4;

    /** How panes are made. */
    public enum Mode {
        AUTOMATIC, BY_CHILD, BY_VERSION
    }

    public HexPane {
        children = List.copyOf(children);
    }

    private HexPane(List<Integer> children, OptionalInt version, boolean wins) {
        this(children, version, wins, 1);
    }

    /** Whether several versions share the pane; the first child's bytes are shown. */
    public boolean isOther() {
        return versions > 1;
    }

    /** The child whose bytes are shown. */
    public int shown() {
        return children.getFirst();
    }

    /**
     * The panes for a picture, in child order or in the order of versions, unreadable children behind.
     * As many versions have a pane as have a tint; if there are more, the others share one.
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
        List<Version<Integer>> versions = vote.lettered();
        int alone = versions.size() <= Palette.TINTED + 1 ? versions.size() : Palette.TINTED;
        for (Version<Integer> version : versions.subList(0, alone)) {
            OptionalInt position = OptionalInt.of(version.value());
            panes.add(new HexPane(version.children(), position, wins(vote, position)));
        }
        if (alone < versions.size()) {
            List<Version<Integer>> others = versions.subList(alone, versions.size());
            panes.add(new HexPane(others.stream().flatMap(version -> version.children().stream()).toList(),
                    OptionalInt.of(others.getFirst().value()), false, others.size()));
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
