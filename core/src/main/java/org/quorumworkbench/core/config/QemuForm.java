// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.ChildSpec.Origin;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Semantics;

/** Reads block nodes as QEMU describes them, and finds the quorum among them. */
final class QemuForm {

    // Options of any node that say nothing about what its bytes are.
    private static final String[] OF_ANY_NODE = {"cache", "discard", "detect-zeroes", "force-share", "auto-read-only",
            "id", "if", "index", "media", "bus", "unit", "serial", "werror", "rerror", "aio", "format", "snapshot",
            "readonly", "throttling", "stats-account-invalid", "stats-account-failed"};
    private static final String[] OF_A_FILE = {"locking", "pr-manager", "aio-max-batch", "drop-cache",
            "x-check-cache-dropped"};

    private final Path folder;
    private final Adjustments adjustments;
    private final Map<String, OptionGroup> named = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private int depth;

    /**
     * @param folder
     *            what relative file names are resolved against
     */
    QemuForm(Path folder, Adjustments adjustments) {
        this.folder = folder;
        this.adjustments = adjustments;
    }

    /**
     * Reads the one quorum among these nodes; nodes may refer to each other by name.
     *
     * @param nodes
     *            each with nested options, at least one
     */
    Configuration quorum(OptionSource source, List<OptionGroup> nodes) throws ConfigurationProblem {
        Set<String> referenced = new HashSet<>();
        for (OptionGroup node : nodes) {
            Optional<String> name = node.text("node-name");
            if (name.isPresent() && named.putIfAbsent(name.get(), node) != null) {
                throw node.problem("node-name", "Duplicate nodes with node-name='" + name.get() + "'",
                        "Give every node a name of its own.", Errno.EINVAL);
            }
            references(node.asValue(), referenced);
        }
        List<OptionGroup> outermost = new ArrayList<>();
        for (OptionGroup node : nodes) {
            Optional<OptionGroup> quorum = quorumUnder(node);
            if (quorum.isPresent() && !referenced.contains(quorum.get().text("node-name").orElse(""))) {
                outermost.add(quorum.get());
            }
        }
        if (outermost.size() != 1) {
            throw source.problem(source.start(), "driver",
                    outermost.isEmpty() ? "there is no quorum here" : "there are " + outermost.size() + " quorums here",
                    "Give the block nodes of one quorum: driver=quorum, its children and its vote-threshold.");
        }
        return quorum(outermost.getFirst(), adjustments);
    }

    /** Collects the names that stand where a node could stand. */
    private static void references(OptionValue value, Set<String> into) {
        if (value instanceof OptionValue.Group group) {
            group.members().forEach((key, member) -> {
                if (member.value() instanceof OptionValue.Text(String name, TextPosition _)
                        && (key.equals("file") || key.equals("image"))) {
                    into.add(name);
                }
                if (key.equals("children") && member.value() instanceof OptionValue.Listing children) {
                    children.items().stream().filter(OptionValue.Text.class::isInstance)
                            .forEach(child -> into.add(((OptionValue.Text) child).text()));
                }
                references(member.value(), into);
            });
        } else if (value instanceof OptionValue.Listing listing) {
            listing.items().forEach(item -> references(item, into));
        }
    }

    /** The quorum that this node is, or that lies under it as the layer below a raw format. */
    private static Optional<OptionGroup> quorumUnder(OptionGroup node) throws ConfigurationProblem {
        String driver = node.text("driver").orElse("raw");
        if (driver.equals("quorum")) {
            return Optional.of(node);
        }
        Optional<OptionValue> file = node.value("file");
        if (file.isEmpty() || !(file.get() instanceof OptionValue.Group)) {
            return Optional.empty();
        }
        Optional<OptionGroup> quorum = quorumUnder(node.asGroup("file", file.get()));
        if (quorum.isPresent() && (!driver.equals("raw") || node.has("offset") || node.has("size"))) {
            throw node.problem("driver", "the layer above the quorum is more than the raw format",
                    "Only the quorum itself is opened: give its node without what lies above it.");
        }
        return quorum;
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
        Optional<String> name = group.text("node-name");
        boolean readOnly = group.flag("read-only").orElse(false);
        group.value("driver");
        group.ignore(OF_ANY_NODE);
        group.refuseOthers(key -> "Block format 'quorum' does not support the option '" + key + "'");
        return new Configuration(group.source().name(), name, policy, children, readOnly, warnings);
    }

    private ChildSpec child(OptionGroup parent, String key, OptionValue value) throws ConfigurationProblem {
        Origin origin = new Origin(parent.full(key), Optional.of(value.at()));
        return switch (value) {
            case OptionValue.Text(String name, TextPosition at) -> node(named(parent, key, name, at), origin);
            case OptionValue.Group _ -> node(parent.asGroup(key, value), origin);
            default -> throw parent.source().problem(value.at(), parent.full(key),
                    "A block device must be specified for \"" + parent.full(key) + "\", not " + value.inWords(),
                    "Give a node's name, or an object with its options.", Errno.EINVAL);
        };
    }

    private OptionGroup named(OptionGroup parent, String key, String name, TextPosition at)
            throws ConfigurationProblem {
        OptionGroup node = named.get(name);
        if (node == null) {
            throw parent.source().problem(at, parent.full(key),
                    "Cannot find device='" + name + "' nor node-name='" + name + "'",
                    "Strings here are names of nodes, not of files; give {\"driver\": \"file\", \"filename\": ...} for a file.",
                    Errno.EINVAL);
        }
        // The driver lets a node be two children as long as nobody writes; two votes of one replica
        // are no vote, and a circle would come by here too.
        if (!used.add(name)) {
            throw parent.source().problem(at, parent.full(key), "node '" + name + "' is listed twice",
                    "Give every replica once.", Errno.EINVAL);
        }
        return node;
    }

    private ChildSpec node(OptionGroup node, Origin origin) throws ConfigurationProblem {
        Optional<String> name = node.text("node-name");
        Optional<String> driver = node.text("driver");
        boolean readOnly = node.flag("read-only").orElse(false);
        node.ignore(OF_ANY_NODE);
        if (driver.isEmpty() && !node.has("file")) {
            boolean isProtocol = node.path().endsWith(".file") || node.path().endsWith(".image");
            if (!isProtocol || !node.has("filename")) {
                throw node.problem("", "Must specify either driver or file",
                        "Write " + node.full("file.filename") + "=... for an image file.", Errno.EINVAL);
            }
        }
        if (++depth > OptionSource.DEEPEST) {
            throw node.problem("", "more than " + OptionSource.DEEPEST + " nodes lie on each other", "Leave some out.");
        }
        Layers layers = layers(node, driver);
        depth--;
        node.refuseOthers(key -> "Block " + (isProtocol(driver) ? "protocol" : "format") + " '" + driver.orElse("raw")
                + "' does not support the option '" + key + "'");
        return new ChildSpec(name, layers.source(), readOnly, layers.blkdebug(), List.of(), origin);
    }

    private static boolean isProtocol(Optional<String> driver) {
        return driver.isPresent() && (driver.get().equals("file") || driver.get().equals("host_device"));
    }

    private Layers layers(OptionGroup node, Optional<String> driver) throws ConfigurationProblem {
        if (driver.isEmpty() && !node.has("file")) {
            return new Layers(image(node), Optional.empty());
        }
        return switch (driver.orElse("")) {
            case "quorum" -> new Layers(new Inner(quorum(node, adjustments.forInner())), Optional.empty());
            case "file", "host_device" -> new Layers(image(node), Optional.empty());
            case "blkdebug" -> blkdebug(node);
            case "", "raw" -> raw(node, driver.isEmpty());
            default -> throw node.problem("driver", refusal(driver.get()), remedy(driver.get()), Errno.EINVAL);
        };
    }

    /** A child's bytes and the rules that lie over them. */
    private record Layers(ChildSource source, Optional<BlkdebugSpec> blkdebug) {}

    private Layers blkdebug(OptionGroup node) throws ConfigurationProblem {
        if (node.has("config")) {
            throw node.problem("config", "rules in a file of their own are not read here",
                    "Write them as inject-error and set-state.");
        }
        Optional<OptionValue> image = node.value("image");
        if (image.isEmpty()) {
            throw node.problem("image", "A block device must be specified for \"image\"", "Give image.filename.",
                    Errno.EINVAL);
        }
        ChildSpec below = child(node, "image", image.get());
        if (below.blkdebug().isPresent()) {
            throw node.problem("image", "a blkdebug node lies under another", "Put all rules into one.");
        }
        if (below.source() instanceof Inner) {
            throw node.problem("image", "blkdebug over a quorum is not opened here",
                    "Put its rules over the inner quorum's children.");
        }
        BlkdebugRules rules = new BlkdebugRules(BlkdebugReader.injectErrors(node.groups("inject-error")),
                BlkdebugReader.setStates(node.groups("set-state"), "new_state"));
        return new Layers(below.source(), Optional.of(new BlkdebugSpec(rules, false)));
    }

    private Image image(OptionGroup node) throws ConfigurationProblem {
        node.ignore(OF_A_FILE);
        Optional<String> name = node.text("filename");
        if (name.isEmpty() || name.get().isEmpty()) {
            throw node.problem("filename", "The 'file' block driver requires a file name", "Give filename.",
                    Errno.EINVAL);
        }
        return new Image(path(folder, node, "filename", name.get()), false, 0, OptionalLong.empty());
    }

    private Layers raw(OptionGroup node, boolean probed) throws ConfigurationProblem {
        Optional<OptionValue> file = node.value("file");
        if (file.isEmpty()) {
            throw node.problem("", "A block device must be specified for \"file\"", "Give file.filename.",
                    Errno.EINVAL);
        }
        OptionalLong offset = node.size("offset");
        OptionalLong size = node.size("size");
        ChildSpec below = child(node, "file", file.get());
        Optional<BlkdebugSpec> blkdebug = below.blkdebug().map(spec -> new BlkdebugSpec(spec.rules(), true));
        if (blkdebug.isPresent() && (offset.isPresent() || size.isPresent())) {
            throw node.problem(offset.isPresent() ? "offset" : "size", "a part of a blkdebug node cannot be a child",
                    "Put the raw node with offset and size under the blkdebug node.");
        }
        return new Layers(whole(node, below.source(), offset, size, probed), blkdebug);
    }

    private static ChildSource whole(OptionGroup node, ChildSource below, OptionalLong offset, OptionalLong size,
            boolean probed) throws ConfigurationProblem {
        return switch (below) {
            case Inner inner when offset.isEmpty() && size.isEmpty() -> inner;
            case Inner _ -> throw node.problem(offset.isPresent() ? "offset" : "size",
                    "a part of an inner quorum cannot be a child", "Leave offset and size out.");
            case Image image -> window(node, image, offset, size, probed);
        };
    }

    private static Image window(OptionGroup node, Image image, OptionalLong offset, OptionalLong size, boolean probed)
            throws ConfigurationProblem {
        long from = image.offset() + offset.orElse(0);
        if (from < 0 || (size.isPresent() && image.size().isPresent()
                && size.getAsLong() > image.size().getAsLong() - offset.orElse(0))) {
            throw node.problem("size", "this part is larger than what it is a part of", "Correct offset and size.",
                    Errno.EINVAL);
        }
        OptionalLong length = size.isPresent() || image.size().isEmpty()
                ? size
                : OptionalLong.of(Math.max(0, image.size().getAsLong() - offset.orElse(0)));
        return new Image(image.file(), probed, from, length);
    }

    private static String refusal(String driver) {
        return ImageFormat.isNamed(driver)
                ? "images of format '" + driver + "' are not opened here"
                : "driver '" + driver + "' is not known here";
    }

    private static String remedy(String driver) {
        if (ImageFormat.isNamed(driver)) {
            return ImageFormat.REMEDY;
        }
        List<String> drivers = List.of("quorum", "raw", "file", "host_device", "blkdebug");
        return Suggestion.of(driver, drivers).map(word -> "Did you mean '" + word + "'?")
                .orElse("Known are: " + String.join(", ", drivers) + ".");
    }

    /**
     * A file name as QEMU takes it.
     *
     * @throws ConfigurationProblem
     *             if it is no name of a file: another protocol, or characters that no path may have
     */
    static Path path(Path folder, OptionGroup group, String key, String name) throws ConfigurationProblem {
        int colon = name.indexOf(':');
        if (colon > 1 && name.substring(0, colon).matches("[a-z][a-z0-9+-]*")) {
            if (!name.startsWith("file:")) {
                throw group.problem(key, "'" + name + "' is not a file: protocol '" + name.substring(0, colon)
                        + "' is not opened here", "Give an image file; ./ before the name if its name has a colon.",
                        Errno.EINVAL);
            }
            name = name.substring(name.startsWith("file://") ? 7 : 5);
        }
        return Folders.resolve(folder, group, key, name);
    }
}
