// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.quorum.Change;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.run.QuorumNode.Refusal;
import org.quorumworkbench.core.scenario.Operation.Command;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.GraphEdge;

/** The commands of QEMU's monitor that a scenario may use, with their checks in QEMU's order. */
final class Monitor {

    private final BlockGraph graph;
    private final RunLoop loop;
    private final String top;
    private final Set<String> deleted = new HashSet<>();

    /**
     * @param top
     *            the name of the scenario's quorum
     */
    Monitor(BlockGraph graph, RunLoop loop, String top) {
        this.graph = graph;
        this.loop = loop;
        this.top = top;
    }

    Detail execute(Command command) throws Refusal {
        return switch (command.execute()) {
            case "x-blockdev-change" -> {
                change(command);
                yield new Detail.None();
            }
            case "x-debug-query-block-graph" -> edges(command);
            case "blockdev-del" -> {
                delete(required(command, "node-name"));
                yield new Detail.None();
            }
            default -> throw new Refusal("The command " + command.execute() + " has not been found");
        };
    }

    private static Optional<String> argument(Command command, String name) throws Refusal {
        OptionValue.Member member = command.arguments().map(group -> group.members().get(name)).orElse(null);
        if (member == null) {
            return Optional.empty();
        }
        if (member.value() instanceof OptionValue.Text text) {
            return Optional.of(text.text());
        }
        throw new Refusal("Invalid parameter type for '" + name + "', expected: string");
    }

    private static String required(Command command, String name) throws Refusal {
        return argument(command, name).orElseThrow(() -> new Refusal("Parameter '" + name + "' is missing"));
    }

    private void change(Command command) throws Refusal {
        String parent = required(command, "parent");
        Optional<String> child = argument(command, "child");
        Optional<String> node = argument(command, "node");
        if (existing(parent).isEmpty()) {
            throw new Refusal("Cannot find device='" + parent + "' nor node-name='" + parent + "'");
        }
        if (child.isPresent() == node.isPresent()) {
            throw new Refusal(child.isPresent()
                    ? "The parameters child and node are in conflict"
                    : "Either child or node must be specified");
        }
        Optional<Quorum> quorum = graph.quorum(parent);
        if (child.isPresent()) {
            if (quorum.isEmpty()) {
                throw new Refusal("Node '" + parent + "' does not have child '" + child.get() + "'");
            }
            made(quorum.get().removeChild(child.get()));
        } else {
            add(parent, quorum, node.orElseThrow());
        }
    }

    private void add(String parent, Optional<Quorum> quorum, String name) throws Refusal {
        Optional<BlockDevice> device = existing(name);
        if (device.isEmpty()) {
            throw new Refusal("Node '" + name + "' not found");
        }
        if (quorum.isEmpty()) {
            throw new Refusal("The node " + parent + " does not support adding a child");
        }
        if (graph.hasParent(name) || name.equals(top)) {
            throw new Refusal("The node " + name + " already has a parent");
        }
        made(quorum.get().addChild(name, device.get()));
    }

    private void made(CompletableFuture<Change> change) throws Refusal {
        Optional<Change> settled = loop.settle(change);
        if (settled.isEmpty()) {
            throw new Refusal("A request under way does not end");
        }
        if (settled.get() instanceof Change.Refused(String why)) {
            throw new Refusal(why);
        }
    }

    private Detail edges(Command command) {
        if (!command.show().equals(Optional.of("edges"))) {
            return new Detail.None();
        }
        List<GraphEdge> edges = graph.quorum(top).orElseThrow().children().stream()
                .map(child -> new GraphEdge(child.edge(), child.name())).sorted(Comparator.comparing(GraphEdge::edge))
                .toList();
        return new Detail.Edges(edges);
    }

    private void delete(String name) throws Refusal {
        if (existing(name).isEmpty()) {
            throw new Refusal("Failed to find node with node-name='" + name + "'");
        }
        if (name.equals(top)) {
            throw new Refusal("Node " + name + " is in use");
        }
        if (graph.hasParent(name)) {
            throw new Refusal("Block device " + name + " is in use");
        }
        deleted.add(name);
    }

    private Optional<BlockDevice> existing(String name) {
        return deleted.contains(name) ? Optional.empty() : graph.find(name);
    }
}
