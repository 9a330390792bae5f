// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.story.TraceStep;
import org.quorumworkbench.core.vote.Version;

/**
 * What the stage shows when some steps have passed; nothing is worked out that the steps do not
 * say.
 *
 * @param children
 *            by name, in vote order
 * @param versions
 *            the list as it stands, head first; the letters count from its end
 * @param count
 *            the search of the list, once it was made
 * @param reported
 *            children that were reported, in order
 * @param rewritten
 *            children that were overwritten with the winner
 */
record StageState(Map<String, Child> children, List<Version<String>> versions, Optional<TraceStep.Counted> count,
        boolean fastPath, List<String> reported, List<String> rewritten, Optional<Result> result) {

    /** How a child stands. */
    enum Standing {
        NOT_YET, ASKED, DONE, FAILED, SILENT, LEFT_OUT
    }

    /** What became of a child in a vote on bytes. */
    enum Part {
        NONE, WINNER, OUTVOTED, CHOSEN, NOT_CHOSEN
    }

    /** A child, its standing, and the error it failed with. */
    record Child(Standing standing, Optional<Errno> error) {
        static final Child NOT_YET = new Child(Standing.NOT_YET, Optional.empty());

        static Child of(Standing standing) {
            return new Child(standing, Optional.empty());
        }
    }

    /**
     * The state after these steps.
     *
     * @param names
     *            the children of the quorum, in vote order
     */
    static StageState after(List<TraceStep> steps, List<String> names) {
        Map<String, Child> children = new LinkedHashMap<>();
        names.forEach(name -> children.put(name, Child.NOT_YET));
        List<Version<String>> versions = List.of();
        Optional<TraceStep.Counted> count = Optional.empty();
        boolean fastPath = false;
        List<String> reported = new ArrayList<>();
        List<String> rewritten = new ArrayList<>();
        Optional<Result> result = Optional.empty();
        for (TraceStep step : steps) {
            switch (step) {
                case TraceStep.Asked asked -> children.put(asked.name(), Child.of(Standing.ASKED));
                case TraceStep.NotAsked left -> children.put(left.name(), Child.of(Standing.LEFT_OUT));
                case TraceStep.Replied replied -> children.put(replied.name(), new Child(
                        replied.error().isPresent() ? Standing.FAILED : Standing.DONE, replied.error()));
                case TraceStep.Silent silent -> children.put(silent.name(), Child.of(Standing.SILENT));
                case TraceStep.FastPath _ -> fastPath = true;
                case TraceStep.Voted voted -> versions = voted.list();
                case TraceStep.Counted counted -> count = Optional.of(counted);
                case TraceStep.Compared _,TraceStep.Succeeded _ -> {
                    // Said in words.
                }
                case TraceStep.Told(Event.ReportBad bad) -> reported.add(bad.child());
                case TraceStep.Told(Event.Rewritten made) when made.error().isEmpty() -> rewritten.add(made.child());
                case TraceStep.Told _ -> {
                    // Said in words.
                }
                case TraceStep.Ended ended -> result = Optional.of(ended.result());
            }
        }
        return new StageState(children, versions, count, fastPath, List.copyOf(reported), List.copyOf(rewritten),
                result);
    }

    /** Whether the version that was found has as many votes as are needed. */
    boolean isWon() {
        return count.flatMap(counted -> counted.threshold().filter(votes -> counted.members().size() >= votes))
                .isPresent();
    }

    /** What became of that child: below the threshold, and in a vote on errors, nothing. */
    Part part(String child) {
        boolean readable = children.getOrDefault(child, Child.NOT_YET).standing() == Standing.DONE;
        if (fastPath) {
            return readable ? Part.WINNER : Part.NONE;
        }
        if (!isWon() || !readable || count.isEmpty()) {
            return Part.NONE;
        }
        boolean within = count.get().members().contains(child);
        if (count.get().tied()) {
            return within ? Part.CHOSEN : Part.NOT_CHOSEN;
        }
        return within ? Part.WINNER : Part.OUTVOTED;
    }

    /** The letter's position of the version at that place of the list: the first that was seen is A. */
    int letter(int place) {
        return versions.size() - 1 - place;
    }
}
