// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.ChildSource.Formatted;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.config.ChildSpec.Origin;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.format.ImageRequest;
import org.quorumworkbench.core.format.ImageRequest.Backing;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Semantics;

/** Reads a quorum as QEMU describes it, in block nodes. */
final class QemuForm {

    private static final Set<String> FILES = Set.of("file", "host_device", "host_cdrom");

    private final Path folder;
    private final Adjustments adjustments;
    private final OptionSource source;
    private final NodeGraph graph;
    private final Set<OptionGroup> used = new HashSet<>();
    private int depth;
    /** Those that were passed by on the way to the child that is being read. */
    private List<String> filters = new ArrayList<>();

    private QemuForm(Path folder, Adjustments adjustments, OptionSource source, List<OptionGroup> nodes)
            throws ConfigurationProblem {
        this.folder = folder;
        this.adjustments = adjustments;
        this.source = source;
        this.graph = new NodeGraph(source, nodes);
    }

    /**
     * Reads the one quorum among these nodes; nodes may refer to each other by name.
     *
     * @param folder
     *            what relative file names are resolved against
     * @param nodes
     *            each with nested options
     */
    static Configuration quorum(Path folder, Adjustments adjustments, OptionSource source, List<OptionGroup> nodes)
            throws ConfigurationProblem {
        QemuForm form = new QemuForm(folder, adjustments, source, nodes);
        NodeGraph.Found found = form.graph.quorum();
        Configuration quorum = form.quorum(found.quorum(), adjustments);
        return quorum.withWarnings(found.warnings());
    }

    private Configuration quorum(OptionGroup group, Adjustments here) throws ConfigurationProblem {
        List<OptionValue> given = group.items("children");
        QuorumOptions options = new QuorumOptions(group, Semantics.V2014, here);
        options.checkCount(given.size());
        List<String> warnings = new ArrayList<>();
        Policy policy = options.policy(given.size(), warnings);
        List<ChildSpec> children = new ArrayList<>();
        for (OptionValue child : given) {
            children.add(child(group, "children." + children.size(), child));
        }
        Optional<String> name = name(group);
        boolean readOnly = group.flag("read-only").orElse(false);
        group.value("driver");
        group.ignore(IgnoredOptions.OF_ANY_NODE);
        group.refuseOthers(key -> Wording.driver("Block format 'quorum' does not support the option '{0}'", key));
        return new Configuration(source.name(), name, policy, children, readOnly, adjustments.common(), warnings,
                adjustments.consent());
    }

    private ChildSpec child(OptionGroup parent, String key, OptionValue value) throws ConfigurationProblem {
        OptionGroup node = at(parent, key, value);
        Optional<String> name = name(node);
        boolean readOnly = node.flag("read-only").orElse(false);
        List<String> outside = filters;
        filters = new ArrayList<>();
        Layers layers = layers(node, false);
        Origin origin = new Origin(parent.full(key), Optional.of(value.at()), filters);
        filters = outside;
        return new ChildSpec(name, layers.source(), readOnly, layers.blkdebug(), List.of(), origin);
    }

    /** A drive is called by its id where its node has no name of its own. */
    private static Optional<String> name(OptionGroup node) throws ConfigurationProblem {
        Optional<String> name = node.text("node-name");
        return name.isPresent() ? name : node.text("id");
    }

    /** The node that stands there itself or by its name. */
    private OptionGroup at(OptionGroup parent, String key, OptionValue value) throws ConfigurationProblem {
        return switch (value) {
            case OptionValue.Text(String name, TextPosition at) -> named(parent, key, name, at);
            case OptionValue.Group _ -> parent.asGroup(key, value);
            default -> throw parent.source().problem(value.at(), parent.full(key),
                    Wording.driver("A block device must be specified for \"{0}\", not {1}", parent.full(key),
                            value.inWords()),
                    Wording.of("Give a node's name, or an object with its options."), Errno.EINVAL);
        };
    }

    private OptionGroup named(OptionGroup parent, String key, String name, TextPosition at)
            throws ConfigurationProblem {
        OptionGroup node = graph.named(name).orElseThrow(() -> parent.source().problem(at, parent.full(key),
                Wording.driver("Cannot find device='{0}' nor node-name='{1}'", name, name),
                Wording.of("Strings here are names of nodes, not of files; give {0} for a file.",
                        "{\"driver\": \"file\", \"filename\": ...}"),
                Errno.EINVAL));
        // The driver lets a node be two children as long as nobody writes; two votes of one replica
        // are no vote, and a circle would come by here too.
        if (!used.add(node)) {
            throw parent.source().problem(at, parent.full(key), Wording.of("node '{0}' is listed twice", name),
                    Wording.of("Give every replica once."), Errno.EINVAL);
        }
        return node;
    }

    /** The node that this one reads. */
    private Layers below(OptionGroup node, String key) throws ConfigurationProblem {
        Optional<OptionValue> value = node.value(key);
        if (value.isEmpty()) {
            throw node.problem(key.equals("file") ? "" : key,
                    Wording.driver("A block device must be specified for \"{0}\"", key),
                    Wording.of("Give {0}.filename.", key), Errno.EINVAL);
        }
        return layers(at(node, key, value.get()), value.get() instanceof OptionValue.Group);
    }

    /**
     * What the node's bytes are; every option of it is asked for, and what is left over refused.
     *
     * @param protocol
     *            whether it stands within another node, where a file's name is enough and no format is
     *            probed; only a quorum's children are probed (measured with QEMU 7.2)
     */
    private Layers layers(OptionGroup node, boolean protocol) throws ConfigurationProblem {
        Optional<String> driver = node.text("driver");
        node.ignore(IgnoredOptions.OF_ANY_NODE);
        node.expect("node-name", "read-only");
        if (driver.isEmpty() && !node.has(protocol ? "filename" : "file")) {
            throw node.problem("", Wording.driver("Must specify either driver or file"),
                    Wording.of("Write {0}=... for an image file.", node.full(protocol ? "filename" : "file.filename")),
                    Errno.EINVAL);
        }
        if (++depth > OptionSource.DEEPEST) {
            throw node.problem("", Wording.of("more than {0} nodes lie on each other", OptionSource.DEEPEST),
                    Wording.of("Leave some out."));
        }
        Layers layers = driver.isEmpty() && protocol ? Layers.of(named(node)) : layers(node, driver);
        depth--;
        node.refuseOthers(key -> Wording.driver("Block {0} '{1}' does not support the option '{2}'",
                isProtocol(driver) ? "protocol" : "format", driver.orElse("raw"), key));
        return layers;
    }

    /**
     * What a name alone means: QEMU takes it for a file's, here it may be that of an NBD export, too.
     */
    private ChildSource named(OptionGroup node) throws ConfigurationProblem {
        return node.text("filename").filter(NbdForm::isName).isPresent() ? NbdForm.node(node) : image(node);
    }

    private static boolean isProtocol(Optional<String> driver) {
        return driver.isPresent() && (FILES.contains(driver.get()) || driver.get().equals("nbd"));
    }

    private Layers layers(OptionGroup node, Optional<String> driver) throws ConfigurationProblem {
        return switch (driver.orElse("")) {
            case "quorum" -> Layers.of(new Inner(quorum(node, adjustments.forInner())));
            case "file", "host_device", "host_cdrom" -> Layers.of(image(node));
            case "nbd" -> Layers.of(NbdForm.node(node));
            case "blkdebug" -> blkdebug(node);
            case "", "raw" -> raw(node, driver.isEmpty());
            case "throttle" -> throttle(node);
            case "copy-on-read" -> filter(node, "bottom");
            default -> formatted(node, DiskFormat.named(driver.orElseThrow()).orElseThrow(() -> node
                    .problem("driver", UnknownDriver.refusal(driver.get()), UnknownDriver.remedy(driver.get()),
                            Errno.EINVAL)));
        };
    }

    /**
     * A child's bytes and the rules that lie over them.
     *
     * @param direct
     *            whether the node itself is the one with the rules
     */
    private record Layers(ChildSource source, Optional<BlkdebugSpec> blkdebug, boolean direct) {

        static Layers of(ChildSource source) {
            return new Layers(source, Optional.empty(), false);
        }
    }

    private Layers throttle(OptionGroup node) throws ConfigurationProblem {
        if (node.text("throttle-group").isEmpty()) {
            throw node.problem("throttle-group", Wording.driver("Parameter 'throttle-group' is missing"),
                    Wording.of("Name a group, or leave the throttle node out."), Errno.EINVAL);
        }
        return filter(node);
    }

    /**
     * A node that changes when its bytes come, never which. A filter tells no events to what lies
     * below.
     */
    private Layers filter(OptionGroup node, String... options) throws ConfigurationProblem {
        node.ignore(options);
        filters.add(node.text("driver").orElse(""));
        Layers below = below(node, "file");
        return new Layers(below.source(), below.blkdebug(), false);
    }

    private Layers blkdebug(OptionGroup node) throws ConfigurationProblem {
        if (node.has("config")) {
            throw node.problem("config", Wording.of("rules in a file of their own are not read here"),
                    Wording.of("Write them as inject-error and set-state."));
        }
        Layers below = below(node, "image");
        if (below.blkdebug().isPresent()) {
            throw node.problem("image", Wording.of("a blkdebug node lies under another"),
                    Wording.of("Put all rules into one."));
        }
        if (below.source() instanceof Inner) {
            throw node.problem("image", Wording.of("blkdebug over a quorum is not opened here"),
                    Wording.of("Put its rules over the inner quorum's children."));
        }
        BlkdebugRules rules = new BlkdebugRules(BlkdebugReader.injectErrors(node.groups("inject-error")),
                BlkdebugReader.setStates(node.groups("set-state"), "new_state"));
        return new Layers(below.source(), Optional.of(new BlkdebugSpec(rules, false)), true);
    }

    /** An image in another program's format: in a file, and on what is said or what its header says. */
    private Layers formatted(OptionGroup node, DiskFormat format) throws ConfigurationProblem {
        node.ignore(IgnoredOptions.OF_A_FORMAT);
        Optional<Path> data = node.has("data-file") ? Optional.of(file(node, "data-file")) : Optional.empty();
        return Layers.of(new Formatted(
                new ImageRequest(file(node, "file"), Optional.of(format), backing(node), data, Optional.empty()), 0,
                OptionalLong.empty()));
    }

    private Path file(OptionGroup node, String key) throws ConfigurationProblem {
        Layers below = below(node, key);
        if (below.source() instanceof Image image && image.offset() == 0 && image.size().isEmpty()
                && below.blkdebug().isEmpty()) {
            return image.file();
        }
        throw node.problem(key, Wording.of("an image of that format is opened here where it is a file of its own"),
                Wording.of("Give {0}.filename.", key), Errno.EINVAL);
    }

    private Backing backing(OptionGroup node) throws ConfigurationProblem {
        Optional<OptionValue> value = node.value("backing");
        if (value.isEmpty()) {
            return new Backing.AsInHeader();
        }
        if (value.get() instanceof OptionValue.Nothing
                || (value.get() instanceof OptionValue.Text(String name, var _) && name.isEmpty())) {
            return new Backing.Nothing();
        }
        Layers below = layers(at(node, "backing", value.get()), false);
        return switch (below.source()) {
            case Formatted(ImageRequest image, long offset, OptionalLong size) when offset == 0 && size.isEmpty()
                    && below.blkdebug().isEmpty() ->
                new Backing.Named(image);
            case Image image when image.offset() == 0 && image.size().isEmpty() && below.blkdebug().isEmpty() ->
                new Backing.Named(new ImageRequest(image.file(),
                        image.probed() ? Optional.empty() : Optional.of(DiskFormat.RAW), new Backing.AsInHeader(),
                        Optional.empty(), Optional.empty()));
            default ->
                throw node.problem("backing", Wording.of("an image lies on a whole file here, and on nothing else"),
                        Wording.of("Give backing.driver and backing.file.filename."), Errno.EINVAL);
        };
    }

    private Image image(OptionGroup node) throws ConfigurationProblem {
        node.ignore(IgnoredOptions.OF_A_FILE);
        Optional<String> name = node.text("filename");
        if (name.isEmpty() || name.get().isEmpty()) {
            throw node.problem("filename", Wording.driver("The 'file' block driver requires a file name"),
                    Wording.of("Give filename."), Errno.EINVAL);
        }
        return new Image(Folders.resolve(folder, node, "filename", name.get()), false, 0, OptionalLong.empty());
    }

    private Layers raw(OptionGroup node, boolean probed) throws ConfigurationProblem {
        OptionalLong offset = node.size("offset");
        OptionalLong size = node.size("size");
        Layers below = below(node, "file");
        // Only a raw node that stands right above the rules tells them what it is about to do.
        boolean tells = below.direct();
        Optional<BlkdebugSpec> blkdebug = below.blkdebug()
                .map(spec -> new BlkdebugSpec(spec.rules(), spec.rawAbove() || tells));
        if (blkdebug.isPresent() && (offset.isPresent() || size.isPresent())) {
            throw node.problem(offset.isPresent() ? "offset" : "size",
                    Wording.of("a part of a blkdebug node cannot be a child"),
                    Wording.of("Put the raw node with offset and size under the blkdebug node."));
        }
        return new Layers(whole(node, below.source(), offset, size, probed), blkdebug, false);
    }

    private static ChildSource whole(OptionGroup node, ChildSource below, OptionalLong offset, OptionalLong size,
            boolean probed) throws ConfigurationProblem {
        return switch (below) {
            case Inner inner when offset.isEmpty() && size.isEmpty() -> inner;
            case Inner _ -> throw node.problem(offset.isPresent() ? "offset" : "size",
                    Wording.of("a part of an inner quorum cannot be a child"),
                    Wording.of("Leave offset and size out."));
            case Image image -> {
                Part part = part(node, image.offset(), image.size(), offset, size);
                yield new Image(image.file(), probed, part.offset(), part.size());
            }
            case Formatted(ImageRequest image, long start, OptionalLong of) -> {
                Part part = part(node, start, of, offset, size);
                yield new Formatted(image, part.offset(), part.size());
            }
            case Nbd nbd -> {
                Part part = part(node, nbd.offset(), nbd.size(), offset, size);
                yield new Nbd(nbd.uri(), part.offset(), part.size());
            }
        };
    }

    /** A part of what may be a part itself. */
    private record Part(long offset, OptionalLong size) {}

    private static Part part(OptionGroup node, long start, OptionalLong whole, OptionalLong offset, OptionalLong size)
            throws ConfigurationProblem {
        long from = start + offset.orElse(0);
        if (from < 0 || (size.isPresent() && whole.isPresent()
                && size.getAsLong() > whole.getAsLong() - offset.orElse(0))) {
            throw node.problem("size", Wording.of("this part is larger than what it is a part of"),
                    Wording.of("Correct offset and size."), Errno.EINVAL);
        }
        return new Part(from, size.isPresent() || whole.isEmpty()
                ? size
                : OptionalLong.of(Math.max(0, whole.getAsLong() - offset.orElse(0))));
    }
}
