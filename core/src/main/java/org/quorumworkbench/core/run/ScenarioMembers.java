// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.member.Identification;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.MetadataReader;
import org.quorumworkbench.core.run.QuorumNode.Refusal;
import org.quorumworkbench.core.scenario.Transcript.Detail.Identified;

/** What the children of a scenario are by their own metadata. */
final class ScenarioMembers {

    private ScenarioMembers() {}

    /** Looks at the children as they are now. */
    static Identified identified(BlockGraph graph) {
        List<BytesNode> nodes = graph.bytes();
        return new Identified(nodes.stream().map(BytesNode::name).toList(), MemberSet.among(
                nodes.stream().map(node -> Identification.of(new MetadataReader(node.described()))).toList()));
    }

    /**
     * What the one set that all children are members of replicates, by the children's names.
     *
     * @throws Refusal
     *             if there is no such set, or more than one
     */
    static Map<String, Area> areas(BlockGraph graph) throws Refusal {
        Identified identified = identified(graph);
        List<String> names = identified.children();
        List<MemberSet> shared = identified.sets().stream().filter(set -> set.files().size() == names.size()).toList();
        if (shared.size() != 1) {
            throw new Refusal(shared.isEmpty()
                    ? "the children are not members of one set"
                    : "the children are members of several sets: " + shared.stream()
                            .map(set -> set.kind() + " " + set.name().word()).collect(Collectors.joining(", ")));
        }
        Map<String, Area> areas = new LinkedHashMap<>();
        for (int child = 0; child < names.size(); child++) {
            Optional<Area> area = shared.getFirst().member(child).flatMap(member -> member.found().area());
            if (area.isEmpty()) {
                throw new Refusal("the data of " + names.get(child) + " is not in one piece");
            }
            areas.put(names.get(child), area.get());
        }
        return areas;
    }
}
