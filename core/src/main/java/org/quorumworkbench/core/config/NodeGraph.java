// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Listing;
import org.quorumworkbench.core.config.OptionValue.Member;
import org.quorumworkbench.core.config.OptionValue.Text;
import org.quorumworkbench.core.file.Wording;

/** Block nodes that refer to each other by name, and the one quorum that they lead to. */
final class NodeGraph {

    // The options under which a node has the nodes that it reads.
    private static final List<String> BELOW = List.of("file", "image", "test", "raw", "backing", "bottom",
            "data-file", "log");

    // Drivers that hand on what lies under them, byte for byte.
    private static final Set<String> FILTERS = Set.of("raw", "throttle", "copy-on-read", "preallocate", "compress");

    // A chain of nodes is followed by recursion.
    private static final int MOST_NODES = 1000;

    private final OptionSource source;
    private final List<OptionGroup> nodes;
    private final Map<String, OptionGroup> named = new LinkedHashMap<>();

    /**
     * The quorum that was found.
     *
     * @param warnings
     *            about what lies above it and is left out
     */
    record Found(OptionGroup quorum, List<String> warnings) {}

    /**
     * Takes the nodes in.
     *
     * @throws ConfigurationProblem
     *             if two have one name
     */
    NodeGraph(OptionSource source, List<OptionGroup> nodes) throws ConfigurationProblem {
        this.source = source;
        this.nodes = nodes;
        for (OptionGroup node : nodes) {
            register(node, 0);
        }
    }

    /** Nodes within others have names, too, by which others may refer to them. */
    private void register(OptionGroup node, int depth) throws ConfigurationProblem {
        if (depth > OptionSource.DEEPEST) {
            return;
        }
        for (String key : List.of("node-name", "id")) {
            Optional<String> name = depth > 0 && key.equals("id") ? Optional.empty() : node.text(key);
            OptionGroup other = name.isEmpty() ? null : named.putIfAbsent(name.get(), node);
            if (other != null && other != node) {
                throw node.problem(key, Wording.driver("Duplicate nodes with node-name='{0}'", name.orElseThrow()),
                        Wording.of("Give every node a name of its own."), Errno.EINVAL);
            }
        }
        for (String key : BELOW) {
            if (node.asValue().members().get(key) instanceof Member(TextPosition _, Group group)) {
                register(node.asGroup(key, group), depth + 1);
            }
        }
        if (node.asValue().members().get("children") instanceof Member(TextPosition _, Listing children)) {
            for (int i = 0; i < children.items().size(); i++) {
                if (children.items().get(i) instanceof Group group) {
                    register(node.asGroup("children." + i, group), depth + 1);
                }
            }
        }
    }

    /** The node of that name: its own, or that of the drive that it is. */
    Optional<OptionGroup> named(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /**
     * The one quorum that is reached from the nodes that no other node reads.
     *
     * @throws ConfigurationProblem
     *             if there is none, or more than one
     */
    Found quorum() throws ConfigurationProblem {
        Set<OptionGroup> referenced = new HashSet<>();
        for (OptionGroup node : nodes) {
            references(node.asValue(), 0, referenced);
        }
        List<Found> found = new ArrayList<>();
        for (OptionGroup node : nodes) {
            if (!referenced.contains(node)) {
                under(node, List.of(), Collections.newSetFromMap(new IdentityHashMap<>())).ifPresent(one -> {
                    // Where it was written tells one from another that says the same.
                    if (found.stream().noneMatch(other -> other.quorum().asValue().equals(one.quorum().asValue()))) {
                        found.add(one);
                    }
                });
            }
        }
        if (found.size() != 1) {
            throw source.problem(source.start(), "driver",

                    found.isEmpty()
                            ? Wording.of("there is no quorum here")
                            : Wording.of("there are {0} quorums here", found.size()),
                    Wording.of(
                            "Give the block nodes of one quorum: driver=quorum, its children and its vote-threshold."));
        }
        return found.getFirst();
    }

    /** Collects the nodes that others read. */
    private void references(OptionValue value, int depth, Set<OptionGroup> into) {
        if (depth > OptionSource.DEEPEST) {
            return;
        }
        switch (value) {
            case Group group -> group.members().forEach((key, member) -> {
                if (BELOW.contains(key)) {
                    reference(member.value(), into);
                }
                if (key.equals("children") && member.value() instanceof Listing children) {
                    children.items().forEach(child -> reference(child, into));
                }
                references(member.value(), depth + 1, into);
            });
            case Listing listing -> listing.items().forEach(item -> references(item, depth + 1, into));
            default -> {
                // A name or number reads nothing.
            }
        }
    }

    private void reference(OptionValue value, Set<OptionGroup> into) {
        if (value instanceof Text(String name, TextPosition _)) {
            named(name).ifPresent(into::add);
        }
    }

    /** Looks at every node once: those above may share what lies below them, or stand in a circle. */
    private Optional<Found> under(OptionGroup node, List<String> above, Set<Group> seen) throws ConfigurationProblem {
        if (node.text("driver").orElse("").equals("quorum")) {
            return Optional.of(new Found(node, above));
        }
        if (!seen.add(node.asValue()) || seen.size() > MOST_NODES) {
            return Optional.empty();
        }
        for (String key : BELOW) {
            Optional<OptionGroup> below = below(node, key);
            if (below.isPresent()) {
                Optional<Found> found = under(below.get(), with(above, node), seen);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<OptionGroup> below(OptionGroup node, String key) throws ConfigurationProblem {
        Optional<OptionValue> value = node.value(key);
        return value.isEmpty() ? Optional.empty() : switch (value.get()) {
            case Group group -> Optional.of(node.asGroup(key, group));
            case Text(String name, TextPosition _) -> named(name);
            default -> Optional.empty();
        };
    }

    private static List<String> with(List<String> above, OptionGroup node) throws ConfigurationProblem {
        String driver = node.text("driver").orElse("raw");
        boolean part = node.has("offset") || node.has("size");
        if (FILTERS.contains(driver) && !part) {
            return above;
        }
        List<String> more = new ArrayList<>(above);
        more.add(node.source().name() + ": " + node.text("node-name").map(name -> "node '" + name + "', ").orElse("")
                + driver + (part ? " with offset or size" : "")
                + ", lies above the quorum and is left out: sectors here are the quorum's own.");
        return more;
    }
}
