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
 * What the stage shows when some moments have passed; nothing is worked out that the moments do not
 * say.
 *
 * @param children
 *            by name, in vote order
 * @param versions
 *            the list as it stands, head first
 * @param count
 *            the search of the list, once it was made
 * @param reported
 *            children that were reported, in order
 */
record StageState(Map<String, Child> children, List<Version<String>> versions, Optional<TraceStep.Counted> count,
        boolean fastPath, List<String> compared, List<String> reported, Optional<Result> result) {

    /** How a child stands. */
    enum Standing {
        NOT_YET, ASKED, DONE, FAILED, SILENT, LEFT_OUT
    }

    /** A child, its standing, and the error it failed with. */
    record Child(Standing standing, Optional<Errno> error) {
        static final Child NOT_YET = new Child(Standing.NOT_YET, Optional.empty());

        static Child of(Standing standing) {
            return new Child(standing, Optional.empty());
        }
    }

    /**
     * The state after these moments.
     *
     * @param names
     *            the children of the quorum, in vote order
     */
    static StageState after(List<TraceStep> moments, List<String> names) {
        Map<String, Child> children = new LinkedHashMap<>();
        names.forEach(name -> children.put(name, Child.NOT_YET));
        List<Version<String>> versions = List.of();
        Optional<TraceStep.Counted> count = Optional.empty();
        boolean fastPath = false;
        List<String> compared = new ArrayList<>();
        List<String> reported = new ArrayList<>();
        Optional<Result> result = Optional.empty();
        for (TraceStep moment : moments) {
            switch (moment) {
                case TraceStep.Asked asked -> children.put(asked.name(), Child.of(Standing.ASKED));
                case TraceStep.NotAsked left -> children.put(left.name(), Child.of(Standing.LEFT_OUT));
                case TraceStep.Replied replied -> children.put(replied.name(), new Child(
                        replied.error().isPresent() ? Standing.FAILED : Standing.DONE, replied.error()));
                case TraceStep.Silent silent -> children.put(silent.name(), Child.of(Standing.SILENT));
                case TraceStep.Compared(String first, String with, boolean equal) ->
                    compared.add(first + (equal ? " = " : " \u2260 ") + with);
                case TraceStep.FastPath _ -> fastPath = true;
                case TraceStep.Voted voted -> versions = voted.list();
                case TraceStep.Counted counted -> count = Optional.of(counted);
                case TraceStep.Succeeded _ -> {
                }
                case TraceStep.Told(Event event) -> {
                    if (event instanceof Event.ReportBad bad) {
                        reported.add(bad.child());
                    }
                }
                case TraceStep.Ended ended -> result = Optional.of(ended.result());
            }
        }
        return new StageState(children, versions, count, fastPath, List.copyOf(compared), List.copyOf(reported),
                result);
    }
}
