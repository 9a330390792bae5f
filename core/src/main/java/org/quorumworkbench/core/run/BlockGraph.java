// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.QuorumDevice;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.QuorumNode.Refusal;
import org.quorumworkbench.core.scenario.InnerQuorum;
import org.quorumworkbench.core.scenario.ScenarioChild;

/**
 * The block nodes of a running scenario by name: those that hold bytes, and the quorums over them.
 */
final class BlockGraph implements AutoCloseable {

    private final Map<String, BytesNode> bytes = new LinkedHashMap<>();
    private final Map<String, Quorum> quorums = new LinkedHashMap<>();
    /** The faults over the quorums within. */
    private final Map<String, FaultLayer> inner = new LinkedHashMap<>();
    private final Semantics semantics;
    private final Executor executor;
    private final Wait waiting;
    private final Consumer<Event> listener;

    /**
     * @param waiting
     *            is told which child's file is asked
     */
    BlockGraph(Semantics semantics, Executor executor, Wait waiting, Consumer<Event> listener) {
        this.waiting = waiting;
        this.semantics = semantics;
        this.executor = executor;
        this.listener = listener;
    }

    /** Makes the node of a child. */
    void add(ScenarioChild child) throws Refusal {
        if (child.missing()) {
            throw new Refusal(couldNotOpen(child));
        }
        bytes.put(child.name(), new BytesNode(child, initial(child), executor));
    }

    /** Lets a quorum see of each child that part alone; before there is any quorum. */
    void cutTo(Map<String, Area> areas) {
        areas.forEach((name, area) -> bytes.computeIfPresent(name, (_, node) -> node.cutTo(area)));
    }

    /** An image is read on the caller's thread, so that replies come in the same order every time. */
    private BlockDevice initial(ScenarioChild child) throws Refusal {
        if (child.origin().isPresent()) {
            throw new Refusal(
                    "child " + child.name() + " is no raw file, and only those are performed on; make one of it"
                            + " (qemu-img convert -O raw IN OUT)");
        }
        if (child.file().isEmpty()) {
            return new ContentDevice(child.content());
        }
        Path file = child.file().get();
        try {
            FileDevice image = open(file, child.name() + " (" + FileName.shown(file) + ")");
            BlockDevice held = child.fileOffset().isPresent()
                    ? new PartDevice(image, child.fileOffset().getAsLong(),
                            OptionalLong.of(child.content().size()))
                    : image;
            if (held.length().equals(Reply.ok(child.content().size()))) {
                return held;
            }
            image.close();
            throw new Refusal("'" + file + "' does not have the " + child.content().size()
                    + " bytes that the scenario says");
        } catch (CannotOpen problem) {
            throw new Refusal("Could not open '" + file + "': " + problem.errno().text());
        }
    }

    private FileDevice open(Path file, String name) throws CannotOpen {
        return waiting.during(name, () -> FileDevice.open(file, work -> waiting.during(name, () -> {
            work.run();
            return name;
        })));
    }

    /** As the conformance cases have it: the folder is called DIR. */
    static String couldNotOpen(ScenarioChild child) {
        return "Could not open 'DIR/" + child.name() + ".raw': " + Errno.ENOENT.text();
    }

    /**
     * Makes a quorum.
     *
     * @param name
     *            what it is called if its options do not say
     * @param otherwise
     *            its children if its options name none
     */
    Quorum addQuorum(OptionValue.Group options, String name, List<String> otherwise) throws Refusal {
        return addQuorum(new QuorumNode(options, semantics), name, otherwise);
    }

    /** Makes a quorum that another may have as a child. */
    void addInner(InnerQuorum quorum, String name) throws Refusal {
        Quorum made = addQuorum(new QuorumNode(quorum.options(), quorum.semantics().orElse(semantics)), name,
                List.of());
        inner.put(made.name(), new FaultLayer(new QuorumDevice(made), quorum.faults()));
    }

    private Quorum addQuorum(QuorumNode node, String name, List<String> otherwise) throws Refusal {
        node.checkSchema();
        List<String> names = node.children(otherwise);
        Policy policy = node.policy(names.size());
        List<Child> children = new ArrayList<>();
        for (String child : names) {
            children.add(new Child("children." + children.size(), child, device(child)));
            BytesNode held = bytes.get(child);
            if (policy.rewriteCorrupted() && held != null && held.child().readOnly()) {
                throw new Refusal("Block node is read-only");
            }
        }
        Quorum quorum = Quorum.open(node.name().orElse(name), children, policy, node.isReadOnly(), executor, listener);
        if (!quorum.length().isOk()) {
            throw new Refusal("Could not refresh total sector count: " + Errno.EIO.text());
        }
        quorums.put(quorum.name(), quorum);
        return quorum;
    }

    private BlockDevice device(String name) throws Refusal {
        return find(name).orElseThrow(
                () -> new Refusal("Cannot find device='" + name + "' nor node-name='" + name + "'"));
    }

    /** The node's device, whether it holds bytes or is a quorum. */
    Optional<BlockDevice> find(String name) {
        FaultLayer layer = faults(name);
        return layer == null ? quorum(name).map(QuorumDevice::new) : Optional.of(layer.device());
    }

    Optional<Quorum> quorum(String name) {
        return Optional.ofNullable(quorums.get(name));
    }

    /** The faults over a node, whether it holds bytes or is a quorum within. */
    @Nullable
    FaultLayer faults(String name) {
        BytesNode node = bytes.get(name);
        return node == null ? inner.get(name) : node.faults();
    }

    /** Of all nodes that can have any. */
    List<FaultLayer> faults() {
        return Stream.concat(bytes.values().stream().map(BytesNode::faults), inner.values().stream()).toList();
    }

    /** Whether a quorum has that node as a child. */
    boolean hasParent(String name) {
        return quorums.values().stream().flatMap(quorum -> quorum.children().stream())
                .anyMatch(child -> child.name().equals(name));
    }

    @Nullable
    BytesNode bytes(String name) {
        return bytes.get(name);
    }

    /** Those that hold bytes, in order. */
    List<BytesNode> bytes() {
        return List.copyOf(bytes.values());
    }

    @Override
    public void close() {
        quorums.values().forEach(Quorum::close);
        bytes.values().forEach(node -> node.device().close());
    }
}
