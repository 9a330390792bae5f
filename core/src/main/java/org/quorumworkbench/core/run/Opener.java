// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.QuorumNode.Refusal;
import org.quorumworkbench.core.scenario.InnerQuorum;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioChild;
import org.quorumworkbench.core.scenario.Transcript.Opening;

/** Makes a scenario's nodes, in the order in which the conformance cases were made. */
final class Opener {

    private final Scenario scenario;
    private final Semantics semantics;
    private final BlockGraph graph;
    private final List<String> attached;

    Opener(Scenario scenario, Semantics semantics, BlockGraph graph) {
        this.scenario = scenario;
        this.semantics = semantics;
        this.graph = graph;
        this.attached = scenario.children().stream().filter(ScenarioChild::attached).map(ScenarioChild::name).toList();
    }

    Opening open() {
        Optional<String> refusal = nodes();
        OptionalLong size = OptionalLong.empty();
        Optional<String> export = Optional.empty();
        if (refusal.isEmpty()) {
            try {
                Quorum quorum = graph.addQuorum(scenario.quorum(), Scenario.QUORUM, attached);
                if (!scenario.operations().isEmpty()) {
                    export = export(quorum);
                    size = export.isEmpty() && quorum.length() instanceof Reply.Ok<Long>(Long bytes)
                            ? OptionalLong.of(bytes)
                            : OptionalLong.empty();
                }
            } catch (Refusal refused) {
                refusal = Optional.of(refused.words());
            }
        }
        List<String> late = new ArrayList<>();
        for (InnerQuorum node : scenario.lateNodes()) {
            inner(node).ifPresent(late::add);
        }
        Optional<Optional<String>> commandLine = scenario.commandLine()
                ? Optional.of(commandLine())
                : Optional.empty();
        return new Opening(refusal.isEmpty() && export.isEmpty(), size, refusal, export, commandLine, late);
    }

    /** The first refusal of a node that the quorum needs. */
    private Optional<String> nodes() {
        Optional<String> refusal = Optional.empty();
        for (ScenarioChild child : scenario.children()) {
            try {
                graph.add(child);
            } catch (Refusal refused) {
                refusal = Optional.of("child " + child.name() + ": " + refused.words());
            }
        }
        if (scenario.members() && refusal.isEmpty()) {
            try {
                graph.cutTo(ScenarioMembers.areas(graph));
            } catch (Refusal refused) {
                refusal = Optional.of(refused.words());
            }
        }
        for (InnerQuorum node : scenario.innerNodes()) {
            Optional<String> refused = inner(node);
            refusal = refusal.isPresent() ? refusal : refused;
        }
        return refusal;
    }

    private Optional<String> inner(InnerQuorum node) {
        String name = node.name().orElse("an unnamed node");
        try {
            graph.addInner(node, name);
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(name + ": " + refused.words());
        }
    }

    /** Why the quorum cannot be used as the scenario asks (measured: perm-*). */
    private Optional<String> export(Quorum quorum) {
        if (!scenario.writable()) {
            return Optional.empty();
        }
        if (quorum.isReadOnly()) {
            return Optional.of("Cannot export read-only node as writable");
        }
        boolean fixed = quorum.children().stream().map(child -> graph.bytes(child.name()))
                .anyMatch(node -> node != null && node.child().readOnly());
        return fixed ? Optional.of("Block node is read-only") : Optional.empty();
    }

    /** What the same configuration meets as a {@code json:} file name, where no schema is checked. */
    private Optional<String> commandLine() {
        QuorumNode node = new QuorumNode(scenario.quorum(), semantics);
        try {
            List<String> names = node.children(attached);
            node.policy(names.size());
            for (ScenarioChild child : scenario.children()) {
                if (child.missing() && names.contains(child.name())) {
                    return Optional.of(BlockGraph.couldNotOpen(child));
                }
            }
            List<Long> sectors = scenario.children().stream().filter(child -> names.contains(child.name()))
                    .map(child -> Math.ceilDiv(child.content().size(), 512L)).distinct().toList();
            return sectors.size() > 1
                    ? Optional.of(
                            "Could not refresh total sector count: " + Errno.EIO.text())
                    : Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(refused.words());
        }
    }
}
