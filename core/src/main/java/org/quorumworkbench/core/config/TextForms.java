// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.config.ChildSource.Formatted;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.CommandLine.Word;
import org.quorumworkbench.core.config.OptionValue.Group;
import org.quorumworkbench.core.config.OptionValue.Listing;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageRequest;

/** Tells which form a configuration's text has, and reads it as that. */
final class TextForms {

    private static final Pattern LITERAL = Pattern.compile("(?s)json:\\s*\\{.*");

    // What libvirt writes into a domain's log at every boot, before the command line.
    static final Pattern BOOT = Pattern.compile("(?m)^\\d{4}-\\d{2}-\\d{2} .*: starting up\\b");

    // A Proxmox guest: its command line stands behind args:, those of snapshots in sections below.
    private static final Pattern PROXMOX = Pattern.compile("(?m)^args:\\s");
    private static final Pattern SECTION = Pattern.compile("(?m)^\\[[^\\]\\n]+\\]\\s*$");

    private static final Pattern DRBD = Pattern.compile("Out of sync: start=[0-9]+, size=[0-9]+");

    private final Path folder;
    private final Adjustments adjustments;

    /**
     * @param folder
     *            what relative file names are resolved against
     */
    TextForms(Path folder, Adjustments adjustments) {
        this.folder = folder;
        this.adjustments = adjustments;
    }

    /** Whether a word is a configuration itself, and not a file's name. */
    static boolean isLiteral(String word) {
        return LITERAL.matcher(word).matches() || word.matches("(?s)[a-z0-9.-]*driver=.*")
                || word.matches("(?s)[a-z0-9.-]+=[^/]*,.*driver=quorum.*");
    }

    /** Reads one word that is a literal. */
    Configuration literal(OptionSource source) throws ConfigurationProblem {
        return quorum(source, List.of(CommandLine.node(source)));
    }

    /** Reads the words that a process was started with. */
    Configuration arguments(String name, List<String> words) throws ConfigurationProblem {
        List<Word> placed = new ArrayList<>();
        int column = 1;
        for (String word : words) {
            placed.add(new Word(word, new TextPosition(1, column)));
            column += word.length() + 1;
        }
        return quorum(OptionSource.of(name, ""), CommandLine.nodes(name, placed));
    }

    Configuration text(OptionSource given) throws ConfigurationProblem {
        OptionSource source = new OptionSource(given.name(), QmpSession.withoutSpeakers(given.text()), given.start());
        String start = source.text().stripLeading();
        if (start.startsWith("<")) {
            return domain(source);
        }
        if (isLiteral(start)) {
            return literal(trimmed(source));
        }
        if (start.startsWith("{") || start.startsWith("[") || isJson(source.name())) {
            return json(source);
        }
        return commands(source);
    }

    private Configuration quorum(OptionSource source, List<OptionGroup> nodes) throws ConfigurationProblem {
        return QemuForm.quorum(folder, adjustments, source, nodes);
    }

    private static OptionSource trimmed(OptionSource source) {
        String text = source.text();
        int start = text.length() - text.stripLeading().length();
        int line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        TextPosition at = source.place(line, start - text.lastIndexOf('\n', Math.max(0, start - 1)));
        return new OptionSource(source.name(), text.strip(), start == 0 ? source.start() : at);
    }

    private Configuration json(OptionSource source) throws ConfigurationProblem {
        List<OptionValue> values = JsonText.sequence(source);
        OptionValue first = values.getFirst();
        if (values.size() > 1 && !QmpSession.isPart(first)) {
            throw JsonText.more(source, values.get(1));
        }
        if (values.size() > 1 || QmpSession.isPart(first)) {
            return quorum(source, QmpSession.nodes(source, values));
        }
        return switch (first) {
            case Listing list -> quorum(source, QmpSession.nodes(source, list.items()));
            case Group group when isQemu(group) ->
                quorum(source, List.of(new OptionGroup(source, "", Nesting.of(source, group), true)));
            case Group group -> new NativeForm(folder, adjustments).read(new OptionGroup(source, "", group, false));
            default -> throw source.problem(first.at(), "",
                    Wording.of("a configuration is an object, not {0}", first.inWords()),
                    Wording.of("Write {0}.", "{\"vote-threshold\": 2, \"children\": [\"a.img\", \"b.img\"]}"));
        };
    }

    private static boolean isQemu(Group group) {
        return group.members().keySet().stream().anyMatch(key -> key.equals("driver") || key.endsWith(".driver")
                || key.equals("file") || key.startsWith("children."));
    }

    private static boolean isJson(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** A script, a log, or what somebody copied from one. */
    private Configuration commands(OptionSource source) throws ConfigurationProblem {
        OptionSource current = withoutSnapshots(source);
        List<List<OptionGroup>> commands = new ArrayList<>();
        for (List<Word> words : ShellWords.commands(current)) {
            List<OptionGroup> nodes = CommandLine.nodes(source.name(), words);
            if (!nodes.isEmpty()) {
                commands.add(nodes);
            }
        }
        if (commands.isEmpty() && DRBD.matcher(source.text()).find()) {
            throw source.problem(source.start(), "",
                    Wording.of("these are a kernel's lines about replicas, and no configuration"),
                    Wording.of("Give the configuration, and these with --at: they tell places to go to."));
        }
        boolean isLog = BOOT.matcher(source.text()).find();
        // Of several boots the last is the one that the disks are in the state of.
        return quorum(source, isLog && !commands.isEmpty()
                ? commands.getLast()
                : commands.stream().flatMap(List::stream).toList());
    }

    private static OptionSource withoutSnapshots(OptionSource source) {
        Matcher section = SECTION.matcher(source.text());
        return PROXMOX.matcher(source.text()).find() && section.find()
                ? new OptionSource(source.name(), source.text().substring(0, section.start()), source.start())
                : source;
    }

    private Configuration domain(OptionSource source) throws ConfigurationProblem {
        DomainXml domain = DomainXml.read(source);
        List<OptionGroup> nodes = CommandLine.nodes(source.name(), domain.arguments());
        if (!nodes.isEmpty()) {
            return quorum(source, nodes);
        }
        List<ChildSource> images = new ArrayList<>();
        for (DomainXml.Disk disk : domain.replicas()) {
            if (disk.export().isPresent()) {
                images.add(disk.export().get());
                continue;
            }
            Path file = Folders.resolve(folder, source, disk.at(), disk.file());
            images.add(disk.format() == DiskFormat.RAW
                    ? new Image(file, disk.probed(), disk.offset(), disk.size())
                    : new Formatted(ImageRequest.of(file, disk.format()), disk.offset(), disk.size()));
        }
        List<String> warnings = new ArrayList<>();
        domain.passedOver().forEach(sentence -> warnings.add(source.name() + ": " + sentence));
        if (images.size() < 2) {
            throw source.problem(source.start(), "",
                    domain.passedOver().isEmpty()
                            ? Wording.of("this domain has no quorum, and fewer than two disks that can be opened")
                            : Wording.of("this domain has no quorum, and fewer than two disks that can be opened: {0}",
                                    Wording.foreign(String.join(" ", domain.passedOver()))),
                    Wording.of("Pass a quorum to QEMU in <qemu:commandline>, or give the image files themselves."));
        }
        warnings.addFirst(source.name() + ": the domain has no quorum; " + (domain.mirror().isPresent()
                ? "a disk and the mirror that is made of it are taken as replicas."
                : "its " + images.size() + " disks are taken as replicas."));
        return ImageList.quorum(source.name(), images, adjustments).withWarnings(warnings);
    }
}
