// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSpec.Origin;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Listing;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * Reads a quorum configuration in whatever form it comes. Reading looks at the configuration alone;
 * the images are looked at when it is opened.
 */
public final class ConfigurationReader {

    private static final String FORMS = "Give a configuration file (native JSON, QEMU block-device JSON, libvirt XML), "
            + "a literal json:{...} or driver=quorum,..., or two or more image files.";

    private final Path folder;
    private final Adjustments adjustments;

    /**
     * @param folder
     *            the current folder: what file names in words and literals are resolved against
     * @param adjustments
     *            what counts instead of what the configuration says
     */
    public ConfigurationReader(Path folder, Adjustments adjustments) {
        this.folder = folder;
        this.adjustments = adjustments;
    }

    /**
     * Reads what was given on a command line, or dropped on the window: one configuration file or
     * literal, or several image files.
     */
    public Configuration read(List<String> words) throws ConfigurationProblem {
        if (words.isEmpty()) {
            throw commandLine("no configuration is given", FORMS);
        }
        if (words.size() > 1) {
            return images(words);
        }
        String word = words.getFirst();
        if (word.startsWith("json:") || isDotted(word)) {
            OptionSource source = OptionSource.of(Adjustments.SOURCE, word);
            return new QemuForm(folder, adjustments).quorum(source, List.of(CommandLine.node(source)));
        }
        return file(path(word));
    }

    /**
     * Reads a configuration file; file names in it are resolved against the folder that it stands in.
     */
    public Configuration file(Path file) throws ConfigurationProblem {
        String name = file.toString();
        String text = TextFile.read(file, "this is not a configuration; as an image it would be one child alone",
                FORMS);
        if (text.isBlank()) {
            throw new ConfigurationProblem(name, Optional.empty(), Optional.empty(), "this file is empty", FORMS,
                    Optional.empty());
        }
        Path parent = file.toAbsolutePath().getParent();
        return text(text, name, parent == null ? folder : parent);
    }

    /**
     * Reads a configuration's text, in any form.
     *
     * @param name
     *            what messages call it
     * @param base
     *            the folder that file names in it are resolved against
     */
    public Configuration text(String text, String name, Path base) throws ConfigurationProblem {
        OptionSource source = OptionSource.of(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        String start = source.text().stripLeading();
        if (start.startsWith("<")) {
            return domain(source, base);
        }
        if (start.startsWith("json:") || isDotted(start)) {
            return new QemuForm(base, adjustments).quorum(source, List.of(CommandLine.node(trimmed(source))));
        }
        if (start.startsWith("{") || start.startsWith("[") || isJson(name)) {
            return json(source, base);
        }
        List<OptionGroup> nodes = CommandLine.nodes(name, CommandLine.words(source));
        return new QemuForm(base, adjustments).quorum(source, nodes);
    }

    private static OptionSource trimmed(OptionSource source) {
        String text = source.text();
        int start = text.length() - text.stripLeading().length();
        int line = (int) text.substring(0, start).lines().count();
        boolean atStart = text.lastIndexOf('\n', start) < 0;
        TextPosition at = atStart
                ? source.place(1, start + 1)
                : source.place(Math.max(1, line + (text.charAt(start - 1) == '\n' ? 1 : 0)),
                        start - text.lastIndexOf('\n', start - 1));
        return new OptionSource(source.name(), text.strip(), at);
    }

    private Configuration json(OptionSource source, Path base) throws ConfigurationProblem {
        OptionValue value = JsonText.read(source);
        return switch (value) {
            case Listing list -> new QemuForm(base, adjustments).quorum(source, nodes(source, list));
            case Group group when isQemu(group) ->
                new QemuForm(base, adjustments).quorum(source, List.of(node(source, group)));
            case Group group -> new NativeForm(base, adjustments).read(new OptionGroup(source, "", group, false));
            default -> throw source.problem(value.at(), "", "a configuration is an object, not " + value.inWords(),
                    "Write {\"vote-threshold\": 2, \"children\": [\"a.img\", \"b.img\"]}.");
        };
    }

    private static boolean isQemu(Group group) {
        return group.members().keySet().stream()
                .anyMatch(key -> key.equals("driver") || key.endsWith(".driver") || key.equals("file")
                        || key.equals("execute") || key.startsWith("children."));
    }

    private static List<OptionGroup> nodes(OptionSource source, Listing list) throws ConfigurationProblem {
        List<OptionGroup> nodes = new ArrayList<>();
        for (OptionValue item : list.items()) {
            if (!(item instanceof Group group)) {
                throw source.problem(item.at(), "", "a block node is an object, not " + item.inWords(),
                        "Write {\"driver\": ..., \"node-name\": ...}.");
            }
            nodes.add(node(source, group));
        }
        return nodes;
    }

    /** A node's options; of a QMP command {@code blockdev-add} its arguments. */
    private static OptionGroup node(OptionSource source, Group group) throws ConfigurationProblem {
        OptionGroup node = new OptionGroup(source, "", group, true);
        Optional<OptionGroup> arguments = node.has("execute") ? node.group("arguments") : Optional.empty();
        return new OptionGroup(source, "",
                Nesting.of(source, arguments.isPresent() ? arguments.get().asValue() : group), true);
    }

    private Configuration domain(OptionSource source, Path base) throws ConfigurationProblem {
        DomainXml domain = DomainXml.read(source);
        List<OptionGroup> nodes = CommandLine.nodes(source.name(), domain.arguments());
        if (!nodes.isEmpty()) {
            return new QemuForm(base, adjustments).quorum(source, nodes);
        }
        List<Path> disks = domain.disks().stream().map(base::resolve).toList();
        if (disks.size() < 2) {
            throw source.problem(source.start(), "", "this domain has no quorum, and fewer than two raw disks",
                    "Pass a quorum to QEMU in <qemu:commandline>, or give the image files themselves.");
        }
        Configuration images = images(source.name(), disks);
        return new Configuration(images.source(), images.nodeName(), images.policy(), images.children(),
                images.readOnly(),
                List.of(source.name() + ": the domain has no quorum; its " + disks.size()
                        + " raw disks are taken as replicas."));
    }

    private Configuration images(List<String> words) throws ConfigurationProblem {
        List<Path> files = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("json:") || isDotted(word)) {
                throw commandLine("'" + abridged(word) + "' is a configuration, and not the only word", FORMS);
            }
            files.add(path(word));
        }
        return images(Adjustments.SOURCE, files);
    }

    private Configuration images(String source, List<Path> files) throws ConfigurationProblem {
        if (files.size() > Configuration.MOST_CHILDREN) {
            throw commandLine("there are " + files.size() + " images", "The workbench shows at most "
                    + Configuration.MOST_CHILDREN + "; leave some out.");
        }
        // An object as if it had been written, so that the one place that checks options checks these.
        OptionSource text = OptionSource.of(source, "");
        Group group = new Group(TextPosition.START);
        long majority = files.size() / 2 + 1L;
        group.members().put("vote-threshold",
                new OptionValue.Member(TextPosition.START,
                        new OptionValue.Numeral(Long.toString(majority), TextPosition.START)));
        QuorumOptions options = new QuorumOptions(new OptionGroup(text, "", group, false), Semantics.V2014,
                adjustments);
        options.checkCount(files.size());
        Policy policy = options.policy(files.size(), new ArrayList<>());
        List<ChildSpec> children = files.stream()
                .map(file -> new ChildSpec(Optional.empty(), Image.whole(file), false, Optional.empty(), List.of(),
                        new Origin(file.toString(), Optional.empty())))
                .toList();
        return new Configuration(source, Optional.empty(), policy, children, false, List.of());
    }

    private Path path(String word) throws ConfigurationProblem {
        try {
            return folder.resolve(word);
        } catch (InvalidPathException e) {
            throw commandLine("'" + abridged(word) + "' cannot be a file's name: " + e.getReason(), FORMS);
        }
    }

    private static boolean isDotted(String word) {
        return word.matches("(?s)[a-z0-9.-]*driver=.*") || word.matches("(?s)[a-z0-9.-]+=[^/]*,.*driver=quorum.*");
    }

    private static boolean isJson(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static String abridged(String word) {
        return word.length() <= 60 ? word : word.substring(0, 60) + "...";
    }

    private static ConfigurationProblem commandLine(String reason, String remedy) {
        return new ConfigurationProblem(Adjustments.SOURCE, Optional.empty(), Optional.empty(), reason, remedy,
                Optional.empty());
    }

    /** Adjustments that change the threshold alone. */
    public static Adjustments threshold(long threshold) {
        return new Adjustments(OptionalLong.of(threshold), Optional.empty());
    }
}
