// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
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
 * @param members
 *            whether the children are members of a set, by metadata among their bytes: the quorum
 *            then reads of each the area that the set replicates
 * @param operations
 *            what is done
 * @param lesson
 *            text and questions, if it teaches
 * @param expected
 *            what should come of it
 * @param expectedSeedFlushes
 *            what each flush returns under the semantics of 2014: ok, or an error's name
 */
public record Scenario(String id, String title, List<String> tags, boolean portable, Optional<Semantics> semantics,
        List<ScenarioChild> children, OptionValue.Group quorum, List<InnerQuorum> innerNodes,
        List<InnerQuorum> lateNodes, boolean writable, boolean commandLine, boolean members, List<Operation> operations,
        Optional<Lesson> lesson, Optional<Expected> expected, List<String> expectedSeedFlushes) {

    /** The format's number. */
    public static final int FORMAT = 1;

    /** The node name of a scenario's quorum, if its options give it none. */
    public static final String QUORUM = "q0";

    /** The fault of {@link #withReadError}. */
    public static final String READ_ERROR = "every-read-fails";

    private static final String THRESHOLD = "vote-threshold";
    private static final String CHILDREN = "children";
    private static final Fault FAILING = new Fault(READ_ERROR, "every read fails",
            When.readOf(new SectorRange(0, Long.MAX_VALUE >> 10)), new Effect.Fails(Errno.EIO));

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

    /**
     * The names of the quorum's children at the start: those that its options name, else all attached
     * ones.
     */
    public List<String> quorumChildren() {
        OptionValue.Member listed = quorum.members().get(CHILDREN);
        return listed != null && listed.value() instanceof OptionValue.Listing list
                ? list.items().stream().filter(OptionValue.Text.class::isInstance)
                        .map(name -> ((OptionValue.Text) name).text()).toList()
                : children.stream().filter(ScenarioChild::attached).map(ScenarioChild::name).toList();
    }

    /**
     * The scenario with its lesson, its title and its faults' titles in that language, where it has
     * them.
     */
    public Scenario in(String language) {
        Optional<Lesson> own = lesson;
        Optional<Lesson.Words> words = own.flatMap(taught -> Optional.ofNullable(taught.translations().get(language)));
        if (own.isEmpty() || words.isEmpty()) {
            return this;
        }
        Map<String, String> titles = words.get().faults();
        Scenario named = titles.isEmpty()
                ? this
                : withFaults((child, faults) -> faults.stream().map(spec -> new FaultSpec(
                        spec.fault().withTitle(titles.getOrDefault(spec.fault().title(), spec.fault().title())),
                        spec.on()))
                        .toList());
        Lesson spoken = own.get().in(language);
        return new Scenario(id, spoken.title(), tags, portable, semantics, named.children, quorum, named.innerNodes,
                lateNodes, writable, commandLine, members, operations, Optional.of(spoken), expected,
                expectedSeedFlushes);
    }

    /** The same scenario with another lesson, or none. */
    public Scenario withLesson(Optional<Lesson> other) {
        return new Scenario(id, title, tags, portable, semantics, children, quorum, innerNodes, lateNodes, writable,
                commandLine, members, operations, other, expected, expectedSeedFlushes);
    }

    /** The votes that a winner needs, if the options say a number. */
    public OptionalInt threshold() {
        OptionValue.Member votes = quorum.members().get(THRESHOLD);
        return votes != null && votes.value() instanceof OptionValue.Numeral number
                && number.digits().matches("[0-9]{1,4}")
                        ? OptionalInt.of(Integer.parseInt(number.digits()))
                        : OptionalInt.empty();
    }

    /** The same scenario under another threshold. */
    public Scenario withThreshold(int votes) {
        return withOption(THRESHOLD, new OptionValue.Numeral(Integer.toString(votes), quorum.at()));
    }

    private Scenario withOption(String option, OptionValue value) {
        SequencedMap<String, OptionValue.Member> options = new LinkedHashMap<>(quorum.members());
        options.put(option, new OptionValue.Member(quorum.at(), value));
        return new Scenario(id, title, tags, portable, semantics, children, new OptionValue.Group(options, quorum.at()),
                innerNodes, lateNodes, writable, commandLine, members, operations, lesson, expected,
                expectedSeedFlushes);
    }

    /** The same scenario under the other driver's behaviour. */
    public Scenario withSemantics(Semantics other) {
        return new Scenario(id, title, tags, portable, Optional.of(other), children, quorum, innerNodes, lateNodes,
                writable, commandLine, members, operations, lesson, expected, expectedSeedFlushes);
    }

    /**
     * The same scenario with a child and the one after it exchanged; they keep their names, and vote in
     * the other order.
     */
    public Scenario withLater(String child) {
        OptionValue.Member listed = quorum.members().get(CHILDREN);
        if (listed != null && listed.value() instanceof OptionValue.Listing list) {
            return withOption(CHILDREN, new OptionValue.Listing(later(list.items(), child), list.at()));
        }
        List<ScenarioChild> moved = new ArrayList<>(children);
        for (int at = 0; at + 1 < moved.size(); at++) {
            if (moved.get(at).name().equals(child)) {
                Collections.swap(moved, at, at + 1);
                break;
            }
        }
        return withChildren(moved);
    }

    private static List<OptionValue> later(List<OptionValue> names, String child) {
        List<OptionValue> moved = new ArrayList<>(names);
        for (int at = 0; at + 1 < moved.size(); at++) {
            if (moved.get(at) instanceof OptionValue.Text name && name.text().equals(child)) {
                Collections.swap(moved, at, at + 1);
                break;
            }
        }
        return moved;
    }

    /** The same scenario with a fault that a child has laid over it from the start, or not. */
    public Scenario withFault(String child, String fault, boolean on) {
        return withFaults(child, faults -> faults.stream()
                .map(spec -> spec.fault().id().equals(fault) ? new FaultSpec(spec.fault(), on) : spec).toList());
    }

    /** The same scenario with reads of a child failing with EIO everywhere, or no longer. */
    public Scenario withReadError(String child, boolean on) {
        return withFaults(child, faults -> Stream.concat(
                faults.stream().filter(spec -> !spec.fault().id().equals(READ_ERROR)),
                on ? Stream.of(new FaultSpec(FAILING, true)) : Stream.empty()).toList());
    }

    private Scenario withFaults(String child, UnaryOperator<List<FaultSpec>> change) {
        return withFaults((name, faults) -> name.equals(child) ? change.apply(faults) : faults);
    }

    /**
     * The same scenario with other faults.
     *
     * @param change
     *            takes the name of a child, or of a quorum within, and the faults that it may have
     */
    public Scenario withFaults(BiFunction<String, List<FaultSpec>, List<FaultSpec>> change) {
        return withNodes(
                children.stream().map(child -> child.withFaults(change.apply(child.name(), child.faults()))).toList(),
                innerNodes.stream()
                        .map(inner -> inner.withFaults(change.apply(inner.name().orElse(""), inner.faults())))
                        .toList());
    }

    /** The same scenario over other children. */
    Scenario withChildren(List<ScenarioChild> others) {
        return withNodes(others, innerNodes);
    }

    private Scenario withNodes(List<ScenarioChild> others, List<InnerQuorum> inner) {
        return new Scenario(id, title, tags, portable, semantics, others, quorum, inner, lateNodes, writable,
                commandLine, members, operations, lesson, expected, expectedSeedFlushes);
    }

    /** The faults that each node may have, on or not yet: children first, then quorums within. */
    public Map<String, List<FaultSpec>> faults() {
        Map<String, List<FaultSpec>> faults = new LinkedHashMap<>();
        children.forEach(child -> faults.put(child.name(), child.faults()));
        innerNodes.forEach(inner -> inner.name().ifPresent(name -> faults.put(name, inner.faults())));
        return faults;
    }

    /**
     * The beginning of the scenario, which expects nothing.
     *
     * @param position
     *            how many operations
     */
    public Scenario upTo(int position) {
        return withOperations(operations.subList(0, position));
    }

    /** The same children and quorum with these operations, of which nothing is expected. */
    public Scenario withOperations(List<Operation> others) {
        return new Scenario(id, title, tags, portable, semantics, children, quorum, innerNodes, lateNodes, writable,
                commandLine, members, others, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * The same children and quorum with other operations, and what came of them as what is expected.
     */
    public Scenario recorded(Semantics ran, List<Operation> done, Expected came) {
        return new Scenario(id, title, tags, portable, Optional.of(ran), children, quorum, innerNodes, lateNodes,
                writable, commandLine, members, done, Optional.empty(), Optional.of(came), List.of());
    }
}
