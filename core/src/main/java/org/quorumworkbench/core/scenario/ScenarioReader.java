// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.FaultReader;
import org.quorumworkbench.core.config.JsonText;
import org.quorumworkbench.core.config.OptionGroup;
import org.quorumworkbench.core.config.OptionSource;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.config.TextFile;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * Reads scenario files: one scenario, or a case file with many. What is not known is refused, with
 * line and column; what is read is bounded, whatever the file says.
 */
public final class ScenarioReader {

    /** The most block nodes with bytes that a scenario may have. */
    public static final int MOST_CHILDREN = 64;

    private final Path folder;

    /**
     * @param folder
     *            what names of image files in the scenario are resolved against
     */
    public ScenarioReader(Path folder) {
        this.folder = folder;
    }

    /** Reads a scenario file; image files that it names are looked for beside it. */
    public static ScenarioFile file(Path file) throws ConfigurationProblem {
        String text = TextFile.read(file, Wording.of("this is not a scenario"),
                Wording.of("Give a scenario or a case file, JSON in UTF-8."),
                ScenarioFile.LONGEST);
        Path parent = file.toAbsolutePath().getParent();
        return new ScenarioReader(parent == null ? file.toAbsolutePath() : parent).text(text, file.toString());
    }

    /**
     * Reads a scenario file's text.
     *
     * @param name
     *            what messages call it
     */
    public ScenarioFile text(String text, String name) throws ConfigurationProblem {
        OptionSource source = OptionSource.of(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        OptionValue value = JsonText.byHand(source, ScenarioFile.LONGEST);
        if (!(value instanceof OptionValue.Group group)) {
            throw source.problem(value.at(), "", Wording.of("a scenario is an object, not {0}", value.inWords()),
                    Wording.of("Write {0}.", "{\"children\": [...], \"quorum\": {...}, \"operations\": [...]}"));
        }
        Fields top = new Fields(new OptionGroup(source, "", group, false));
        if (top.number("format", 1, Long.MAX_VALUE, Scenario.FORMAT) != Scenario.FORMAT) {
            throw top.group().problem("format", Wording.of("this format is not known"),
                    Wording.of("This program reads format {0}; use a newer one, or correct the number.",
                            Scenario.FORMAT));
        }
        return top.group().has("cases")
                ? new ScenarioFile(name, true, cases(top))
                : new ScenarioFile(name, false, List.of(scenario(top)));
    }

    private List<Scenario> cases(Fields file) throws ConfigurationProblem {
        // What the program that measured the cases says of them.
        for (String note : List.of("oracle", "generated_by", "content", "event_note", "seed2014_note")) {
            file.group().text(note);
        }
        List<Scenario> cases = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields one : file.groups("cases")) {
            Scenario scenario = scenario(one);
            if (scenario.id().isEmpty() || !ids.add(scenario.id())) {
                throw one.group().problem("id",

                        scenario.id().isEmpty()
                                ? Wording.of("this case has no id")
                                : Wording.of("there are two cases '{0}'", scenario.id()),
                        Wording.of("Give each case an id of its own."));
            }
            cases.add(scenario);
        }
        file.refuseOthers();
        return cases;
    }

    private Scenario scenario(Fields fields) throws ConfigurationProblem {
        List<ScenarioChild> children = children(fields);
        List<InnerQuorum> innerNodes = innerQuorums(fields, "extra_nodes");
        List<Operation> operations = new ArrayList<>();
        OperationReader reader = new OperationReader(children, innerNodes);
        for (Fields step : fields.groups("operations")) {
            operations.add(reader.read(step));
        }
        Optional<OptionValue.Group> quorum = fields.object("quorum");
        if (quorum.isEmpty()) {
            throw fields.group().problem("quorum", Wording.of("'quorum' is missing"),
                    Wording.of("Write {0}, for instance.", "\"quorum\": {\"vote-threshold\": 2}"));
        }
        Optional<OptionGroup> told = fields.group().group("lesson");
        // How the conformance program paced itself; this engine shows every event.
        fields.flag("no_wait", false);
        String id = fields.group().text("id").orElse("");
        Scenario scenario = new Scenario(id, fields.group().text("title").orElse(id), fields.texts("tags"),
                fields.flag("portable", false), semantics(fields), children, quorum.get(),
                innerNodes, innerQuorums(fields, "late_nodes"), fields.flag("writable", true),
                fields.flag("cli", false), fields.flag("members", false), operations, Optional.empty(),
                expected(fields), fields.texts("seed2014_flush"));
        // Before the lesson: what it speaks of may be missing because a word above it was not understood.
        fields.refuseOthers();
        return told.isEmpty()
                ? scenario
                : scenario.withLesson(Optional.of(new LessonReader(operations, names(children, innerNodes))
                        .read(new Fields(told.get()))));
    }

    private static List<String> names(List<ScenarioChild> children, List<InnerQuorum> innerNodes) {
        return Stream.concat(children.stream().map(ScenarioChild::name),
                innerNodes.stream().flatMap(inner -> inner.name().stream())).toList();
    }

    private List<ScenarioChild> children(Fields fields) throws ConfigurationProblem {
        if (!fields.group().has("children")) {
            throw fields.group().problem("children", Wording.of("'children' is missing"),
                    Wording.of("Write {0}.", "\"children\": [{\"size\": 65536}, ...]"));
        }
        List<ScenarioChild> children = new ArrayList<>();
        ChildReader reader = new ChildReader(folder);
        for (Fields child : fields.groups("children")) {
            if (children.size() == MOST_CHILDREN) {
                throw fields.group().problem("children", Wording.of("there are more than {0} children", MOST_CHILDREN),
                        Wording.of("Leave some out."));
            }
            ScenarioChild read = reader.read("c" + children.size(), child);
            if (children.stream().anyMatch(other -> other.name().equals(read.name()))) {
                throw child.group().problem("name", Wording.of("there are two children '{0}'", read.name()),
                        Wording.of("Give every child a name of its own; those without one are c0, c1, ..."));
            }
            children.add(read);
        }
        return children;
    }

    /** What is ours to say of a quorum within is taken out of its options. */
    private static List<InnerQuorum> innerQuorums(Fields fields, String key) throws ConfigurationProblem {
        List<InnerQuorum> nodes = new ArrayList<>();
        for (Fields node : fields.groups(key)) {
            OptionValue.Group written = node.group().asValue();
            SequencedMap<String, OptionValue.Member> options = new LinkedHashMap<>(written.members());
            options.keySet().removeAll(Set.of("faults", "semantics"));
            nodes.add(new InnerQuorum(new OptionValue.Group(options, written.at()), semantics(node),
                    FaultReader.list(node.group(), "faults")));
        }
        return nodes;
    }

    private static Optional<Semantics> semantics(Fields fields) throws ConfigurationProblem {
        Optional<String> word = fields.group().text("semantics");
        Optional<Semantics> semantics = word.flatMap(Semantics::named);
        if (word.isPresent() && semantics.isEmpty()) {
            throw fields.group().problem("semantics", Wording.of("semantics '{0}' is not known", word.get()),
                    Wording.of("Write \"2014\" or \"7.2\"."));
        }
        return semantics;
    }

    private static Optional<Expected> expected(Fields fields) throws ConfigurationProblem {
        Optional<OptionValue.Group> expected = fields.object("expected");
        if (expected.isPresent()) {
            Fields parts = new Fields(fields.group().group("expected").orElseThrow());
            parts.object("open");
            parts.objects("results");
            parts.objects("children_after");
            parts.refuseOthers();
        }
        return expected.map(Expected.Written::new);
    }
}
