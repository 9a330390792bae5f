// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.fault.BlkdebugDevice;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.Timer;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.QuorumDevice;

/**
 * Opens one configuration from the inside outwards, and remembers what must be closed if it fails.
 */
final class Opening {

    // Enough for any repair that a person looks at; a scan writes nothing.
    private static final long OVERLAY_BYTES = 64L << 20;

    private final String source;
    private final Access access;
    private final Optional<ScratchSpace> scratch;
    private final Executor executor;
    private final Executor bottomHalf;
    private final Consumer<Event> listener;
    private final ImageOpening images;
    private final NbdOpening exports;
    private final List<BlockDevice> opened = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /**
     * Begins with nothing open.
     *
     * @param scratch
     *            where overlays are kept; absent for the heap
     * @param bottomHalf
     *            where blkdebug's failures that are not immediate complete, in order
     */
    Opening(String source, Access access, Optional<ScratchSpace> scratch, Executor executor, Executor bottomHalf,
            Consumer<Event> listener) {
        this.source = source;
        this.access = access;
        this.scratch = scratch;
        this.executor = executor;
        this.bottomHalf = bottomHalf;
        this.listener = listener;
        this.images = new ImageOpening(source, executor, access == Access.WRITE);
        this.exports = new NbdOpening(source, executor, access == Access.WRITE);
    }

    void giveUp() {
        opened.forEach(BlockDevice::close);
    }

    Quorum quorum(Configuration configuration, List<OpenedChild> children) {
        return Quorum.open(configuration.name(), children.stream().map(OpenedChild::child).toList(),
                configuration.policy(), configuration.readOnly(), executor, listener);
    }

    List<OpenedChild> children(Configuration configuration) throws ConfigurationProblem {
        return children(configuration, "");
    }

    /**
     * Names are unique over all quorums, as QEMU has it.
     *
     * @param within
     *            what the names of those begin with that have none of their own
     */
    private List<OpenedChild> children(Configuration configuration, String within) throws ConfigurationProblem {
        List<OpenedChild> children = new ArrayList<>();
        for (ChildSpec spec : configuration.children()) {
            String name = spec.nodeName().orElse(within + configuration.childName(children.size()));
            if (name.codePoints().anyMatch(Opening::isInvisible)) {
                throw problem(spec, "Invalid node-name: it has a character that cannot be seen",
                        "Give the child a name of letters and digits.", Errno.EINVAL);
            }
            if (!names.add(name)) {
                throw problem(spec, "Duplicate nodes with node-name='" + name + "'",
                        "Give every child a name of its own; those without one are c0, c1, ..., those of a quorum within it "
                                + "c0.c0, c0.c1, ...",
                        Errno.EINVAL);
            }
            children.add(child(spec, "children." + children.size(), name));
        }
        checkLengths(children);
        return children;
    }

    /** What a terminal or a log would take for an order, or for the end of a line. */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                true;
            default -> false;
        };
    }

    private OpenedChild child(ChildSpec spec, String edge, String name) throws ConfigurationProblem {
        return switch (spec.source()) {
            case Image image -> leaf(spec, edge, name, images.open(spec, image));
            case Nbd nbd -> leaf(spec, edge, name, exports.open(spec, nbd));
            case Inner(Configuration inner) -> {
                List<OpenedChild> within = children(inner, name + ".");
                Quorum quorum = quorum(inner.withName(name), within);
                BlockDevice own = new QuorumDevice(quorum);
                FaultedDevice top = faulted(spec, own);
                yield new OpenedChild(spec, new Child(edge, name, top), top, own, Optional.empty(), Optional.of(quorum),
                        within);
            }
        };
    }

    private OpenedChild leaf(ChildSpec spec, String edge, String name, BlockDevice own) throws ConfigurationProblem {
        opened.add(own);
        Optional<OverlayDevice> overlay = access == Access.WRITE ? Optional.empty() : Optional.of(overlay(spec, own));
        if (overlay.isPresent()) {
            opened.add(overlay.get());
        }
        FaultedDevice top = faulted(spec, ruled(spec, overlay.isPresent() ? overlay.get() : own));
        return new OpenedChild(spec, new Child(edge, name, top), top, own, overlay, Optional.empty(), List.of());
    }

    private OverlayDevice overlay(ChildSpec spec, BlockDevice own) throws ConfigurationProblem {
        if (scratch.isEmpty()) {
            return new OverlayDevice(own, OVERLAY_BYTES);
        }
        try {
            return scratch.get().overlay(own, executor);
        } catch (IOException e) {
            throw problem(spec, "no scratch file can be made in '" + scratch.get().folder() + "': " + e.getMessage(),
                    "Give another folder with --scratch.", Errno.EIO);
        }
    }

    private BlockDevice ruled(ChildSpec spec, BlockDevice below) {
        return spec.blkdebug().isEmpty()
                ? below
                : new BlkdebugDevice(below, spec.blkdebug().get().rules(), spec.blkdebug().get().rawAbove(),
                        bottomHalf);
    }

    private FaultedDevice faulted(ChildSpec spec, BlockDevice below) {
        FaultedDevice device = new FaultedDevice(below, Timer.real(executor), List.of());
        spec.faults().stream().filter(FaultSpec::on).map(FaultSpec::fault).forEach(device::put);
        return device;
    }

    /** Lengths count rounded up to whole sectors, as the driver's do. */
    private void checkLengths(List<OpenedChild> children) throws ConfigurationProblem {
        long first = sectors(children.getFirst());
        for (OpenedChild child : children) {
            if (sectors(child) != first) {
                String lengths = children.stream().map(c -> c.name() + " has " + length(c) + " bytes" + file(c))
                        .collect(Collectors.joining(", "));
                throw problem(child.spec(),
                        "Could not refresh total sector count: " + Errno.EIO.text()
                                + ": the children are not of one length: " + lengths,
                        "Give replicas of one disk; size cuts a longer one.", Errno.EIO);
            }
        }
    }

    private static long sectors(OpenedChild child) {
        return Math.ceilDiv(length(child), (long) SectorRange.SECTOR);
    }

    private static long length(OpenedChild child) {
        return child.own().length() instanceof Reply.Ok<Long>(Long length) ? length : 0;
    }

    private static String file(OpenedChild child) {
        return child.spec().source().location().map(where -> " (" + where + ")").orElse("");
    }

    private ConfigurationProblem problem(ChildSpec child, String reason, String remedy, Errno errno) {
        return new ConfigurationProblem(source, child.origin().position(), Optional.of(child.origin().option()), reason,
                remedy, Optional.of(errno));
    }
}
