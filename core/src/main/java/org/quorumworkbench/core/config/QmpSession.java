// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Listing;
import org.quorumworkbench.core.config.OptionValue.Member;
import org.quorumworkbench.core.config.OptionValue.Text;
import org.quorumworkbench.core.file.Wording;

/**
 * What a session with QEMU's monitor (QMP) left behind: commands one after the other, perhaps with
 * QEMU's greeting, answers and events between them. Nodes are added and deleted, children join a
 * quorum and leave it; a command that was answered with an error did nothing.
 */
final class QmpSession {

    // What transcripts set before a line: who says it.
    private static final Pattern SPEAKER = Pattern.compile("(?m)^([ \\t]*(?:->|<-|C:|S:)[ \\t]*)(?=[\\[{])");

    private static final Set<String> WORDS = Set.of("execute", "return", "error", "event", "QMP");

    private final OptionSource source;
    private final Map<String, OptionGroup> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> added = new LinkedHashMap<>();

    private QmpSession(OptionSource source) {
        this.source = source;
    }

    /** The text without the marks that tell who speaks; every character stays at its place. */
    static String withoutSpeakers(String text) {
        return SPEAKER.matcher(text).replaceAll(mark -> " ".repeat(mark.group(1).length()));
    }

    /** Whether that is a part of a session. */
    static boolean isPart(OptionValue value) {
        return value instanceof Group group && group.members().keySet().stream().anyMatch(WORDS::contains);
    }

    /** The block nodes at the session's end. */
    static List<OptionGroup> nodes(OptionSource source, List<OptionValue> values) throws ConfigurationProblem {
        QmpSession session = new QmpSession(source);
        Set<OptionValue> failed = failed(values);
        boolean commands = false;
        for (OptionValue value : values) {
            if (!(value instanceof Group group)) {
                throw source.problem(value.at(), "", Wording.of("a block node is an object, not {0}", value.inWords()),
                        Wording.of("Write {0}.", "{\"driver\": ..., \"node-name\": ...}"));
            }
            commands |= !isPart(group) || group.members().containsKey("execute");
            if (!failed.contains(value)) {
                session.step(group);
            }
        }
        if (!commands && !values.isEmpty()) {
            throw source.problem(source.start(), "",
                    Wording.of("these are QEMU's events and answers, and no configuration"),
                    Wording.of("Give the configuration, and these with --at: they tell places to go to."));
        }
        return List.copyOf(session.nodes.values());
    }

    /** The commands that an error answers; answers come in the order of the commands. */
    private static Set<OptionValue> failed(List<OptionValue> values) {
        Set<OptionValue> failed = new HashSet<>();
        Deque<OptionValue> open = new ArrayDeque<>();
        for (OptionValue value : values) {
            if (value instanceof Group group) {
                if (group.members().containsKey("execute")) {
                    open.add(value);
                } else if (group.members().containsKey("return")) {
                    open.poll();
                } else if (group.members().containsKey("error") && !open.isEmpty()) {
                    failed.add(open.remove());
                }
            }
        }
        return failed;
    }

    private void step(Group group) throws ConfigurationProblem {
        OptionGroup step = new OptionGroup(source, "", group, true);
        if (!isPart(group)) {
            add(group);
            return;
        }
        Optional<OptionGroup> arguments = step.has("execute") ? step.group("arguments") : Optional.empty();
        if (arguments.isEmpty()) {
            return;
        }
        OptionGroup given = arguments.get();
        switch (step.text("execute").orElse("")) {
            // Before QEMU 2.9 the options stood in an object of their own.
            case "blockdev-add" -> add(given.group("options").orElse(given).asValue());
            case "blockdev-del" -> nodes.remove(given.text("node-name").orElse(""));
            case "x-blockdev-change" -> change(given);
            default -> {
                // Other commands make no block nodes.
            }
        }
    }

    private void add(Group group) throws ConfigurationProblem {
        OptionGroup node = new OptionGroup(source, "", Nesting.of(source, group), true);
        Optional<String> name = node.text("node-name");
        // A name that comes twice is refused by whoever reads the nodes.
        String key = name.isPresent() && !nodes.containsKey(name.get()) ? name.get() : "#" + nodes.size();
        nodes.put(key, node);
    }

    private void change(OptionGroup change) throws ConfigurationProblem {
        String parent = change.text("parent").orElse("");
        OptionGroup quorum = nodes.get(parent);
        if (quorum == null || !(quorum.value("children").orElse(null) instanceof Listing children)) {
            return;
        }
        List<OptionValue> items = new ArrayList<>(children.items());
        Optional<String> leaving = change.text("child");
        if (leaving.isPresent()) {
            items.remove(change(change, leaving.get(), items.size()));
        }
        Optional<String> joining = change.text("node");
        joining.ifPresent(name -> items.add(new Text(name, change.at())));
        Group changed = new Group(new LinkedHashMap<>(quorum.asValue().members()), quorum.at());
        changed.members().put("children", new Member(change.at(), new Listing(items, children.at())));
        nodes.put(parent, new OptionGroup(source, "", changed, true));
        added.merge(parent, 1, Integer::sum);
    }

    /**
     * Children keep their names when others leave, so only the first change can be followed by name.
     */
    private int change(OptionGroup change, String edge, int children) throws ConfigurationProblem {
        String number = edge.startsWith("children.") ? edge.substring("children.".length()) : "";
        if (!number.matches("[0-9]{1,4}") || Integer.parseInt(number) >= children
                || added.getOrDefault(change.text("parent").orElse(""), 0) > 0) {
            throw change.problem("child", Wording.of("it cannot be told which child leaves here"),
                    Wording.of("Give the quorum as it is now: query-named-block-nodes tells its children."));
        }
        return Integer.parseInt(number);
    }
}
