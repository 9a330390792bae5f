// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * A script: children and what they hold, a quorum over them, faults, and what is done, in order.
 *
 * @param id
 *            its name, unique in its file
 * @param title
 *            what it shows, in a line
 * @param tags
 *            words to find it by
 * @param portable
 *            whether it needs nothing but children made of bytes, blkdebug rules and a
 *            written-since-flush flag
 * @param semantics
 *            which driver's behaviour; absent for what the caller says, or 2014
 * @param children
 *            all block nodes that hold bytes, attached or not
 * @param quorum
 *            the quorum's options as they are written; what it refuses is a result, not a mistake
 *            of the scenario
 * @param innerNodes
 *            quorums that are made before it
 * @param lateNodes
 *            quorums that are made after it
 * @param writable
 *            whether the user of the quorum may write
 * @param commandLine
 *            whether the refusal's text on QEMU's command line is told too
 * @param operations
 *            what is done
 * @param lesson
 *            text and questions, if it teaches
 * @param expected
 *            what should come of it, in the shape of a transcript
 * @param expectedSeedFlushes
 *            what each flush returns under the semantics of 2014: ok, or an error's name
 */
public record Scenario(String id, String title, List<String> tags, boolean portable, Optional<Semantics> semantics,
        List<ScenarioChild> children, OptionValue.Group quorum, List<OptionValue.Group> innerNodes,
        List<OptionValue.Group> lateNodes, boolean writable, boolean commandLine, List<Action> operations,
        Optional<Lesson> lesson, Optional<OptionValue.Group> expected, List<String> expectedSeedFlushes) {

    /** The format's number. */
    public static final int FORMAT = 1;

    /** The node name of a scenario's quorum, if its options give it none. */
    public static final String QUORUM = "q0";

    public Scenario {
        tags = List.copyOf(tags);
        children = List.copyOf(children);
        innerNodes = List.copyOf(innerNodes);
        lateNodes = List.copyOf(lateNodes);
        operations = List.copyOf(operations);
        expectedSeedFlushes = List.copyOf(expectedSeedFlushes);
    }

    /** The node name of the quorum: what its options say, else {@link #QUORUM}. */
    public String quorumName() {
        OptionValue.Member name = quorum.members().get("node-name");
        return name != null && name.value() instanceof OptionValue.Text text ? text.text() : QUORUM;
    }

    /** The same scenario over other children. */
    Scenario withChildren(List<ScenarioChild> others) {
        return new Scenario(id, title, tags, portable, semantics, others, quorum, innerNodes, lateNodes, writable,
                commandLine, operations, lesson, expected, expectedSeedFlushes);
    }

    /**
     * The beginning of the scenario, which expects nothing.
     *
     * @param count
     *            how many operations
     */
    public Scenario upTo(int count) {
        return new Scenario(id, title, tags, portable, semantics, children, quorum, innerNodes, lateNodes, writable,
                commandLine, operations.subList(0, count), Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * The same children and quorum with other operations, and what came of them as what is expected.
     */
    Scenario recorded(Semantics ran, List<Action> done, OptionValue.Group came) {
        return new Scenario(id, title, tags, portable, Optional.of(ran), children, quorum, innerNodes, lateNodes,
                writable, commandLine, done, Optional.empty(), Optional.of(came), List.of());
    }
}
