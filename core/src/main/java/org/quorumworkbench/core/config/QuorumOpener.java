// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSource.Formatted;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.ChildSource.Inner;
import org.quorumworkbench.core.config.ChildSource.Nbd;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.fault.BlkdebugDevice;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.Timer;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.format.FormattedDevice;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.QuorumDevice;

/**
 * Opens one configuration from the inside outwards, and remembers what must be closed if it fails.
 */
final class QuorumOpener {

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
    private final List<Wording> remarks = new ArrayList<>();

    /**
     * Begins with nothing open.
     *
     * @param consent
     *            to open files that images lead to
     * @param scratch
     *            where overlays are kept; absent for the heap
     * @param files
     *            what the images are read on
     * @param bottomHalf
     *            where blkdebug's failures that are not immediate complete, in order
     */
    QuorumOpener(String source, Consent consent, Access access, Optional<ScratchSpace> scratch, Executor executor,
            Executor files, Executor bottomHalf, Consumer<Event> listener) {
        this.source = source;
        this.access = access;
        this.executor = executor;
        this.bottomHalf = bottomHalf;
        this.listener = listener;
        this.scratch = scratch;
        this.images = new ImageOpening(source, consent, files, access == Access.WRITE);
        this.exports = new NbdOpening(source, files, access == Access.WRITE);
    }

    void giveUp() {
        exports.giveUp();
        opened.forEach(BlockDevice::close);
    }

    /** The file that has not answered yet; may be asked on any thread. */
    Optional<Path> waitingFor() {
        return images.waitingFor();
    }

    Quorum quorum(Configuration configuration, List<OpenedChild> children) {
        return Quorum.open(configuration.name(), children.stream().map(OpenedChild::child).toList(),
                configuration.policy(), configuration.readOnly(), executor, listener);
    }

    List<OpenedChild> children(Configuration configuration) throws ConfigurationProblem {
        exports.begin(configuration);
        try {
            return children(configuration, "");
        } catch (ConsentNeeded first) {
            throw images.formats().forAll(configuration, first);
        }
    }

    /**
     * Names are unique over all quorums, as QEMU has it.
     *
     * @param within
     *            what the names of those begin with that have none of their own
     */
    private List<OpenedChild> children(Configuration configuration, String within) throws ConfigurationProblem {
        List<Base> bases = new ArrayList<>();
        for (ChildSpec spec : configuration.children()) {
            String name = spec.nodeName().orElse(within + configuration.childName(bases.size()));
            if (name.codePoints().anyMatch(QuorumOpener::isInvisible)) {
                throw problem(spec, Wording.of("Invalid node-name: it has a character that cannot be seen"),
                        Wording.of("Give the child a name of letters and digits."), Errno.EINVAL);
            }
            if (!names.add(name)) {
                throw problem(spec, Wording.driver("Duplicate nodes with node-name='{0}'", name),
                        Wording.of("Give every child a name of its own; those without one are c0, c1, ..., those of a "
                                + "quorum within it c0.c0, c0.c1, ..."),
                        Errno.EINVAL);
            }
            bases.add(base(spec, name));
        }
        if (configuration.common()) {
            bases = common(bases);
        } else {
            checkLengths(bases);
        }
        List<OpenedChild> children = new ArrayList<>();
        for (Base base : bases) {
            children.add(child(base, "children." + children.size()));
        }
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

    /**
     * A child's own bytes, before anything is laid over them.
     *
     * @param inner
     *            the quorum that it is, if it is one, and that one's children
     */
    private record Base(ChildSpec spec, String name, BlockDevice own, Optional<Quorum> inner,
            List<OpenedChild> within, Optional<FormattedDevice> image, Optional<NbdDevice> export) {

        long length() {
            return own.length() instanceof Reply.Ok<Long>(Long length) ? length : 0;
        }

        long sectors() {
            return Math.ceilDiv(length(), (long) SectorRange.SECTOR);
        }

        Base cut(long bytes) {
            return length() == bytes
                    ? this
                    : new Base(spec.withSource(spec.source().cut(bytes)), name, PartDevice.first(own, bytes), inner,
                            within, image, export);
        }
    }

    private Base base(ChildSpec spec, String name) throws ConfigurationProblem {
        return switch (spec.source()) {
            case Image image -> leaf(spec, name, images.open(spec, image));
            case Formatted formatted -> leaf(spec, name, images.open(spec, formatted));
            case Nbd nbd -> {
                NbdDevice export = exports.open(spec, nbd);
                opened.add(export);
                BlockDevice own = nbd.offset() == 0 && nbd.size().isEmpty()
                        ? export
                        : new PartDevice(export, nbd.offset(), nbd.size());
                yield new Base(spec, name, own, Optional.empty(), List.of(), Optional.empty(), Optional.of(export));
            }
            case Inner(Configuration inner) -> {
                List<OpenedChild> within = children(inner, name + ".");
                Quorum quorum = quorum(inner.withName(name), within);
                ChildSpec known = spec.withSource(new Inner(known(inner, within)));
                yield new Base(known, name, new QuorumDevice(quorum), Optional.of(quorum), within, Optional.empty(),
                        Optional.empty());
            }
        };
    }

    private Base leaf(ChildSpec spec, String name, ImageOpening.Found found) {
        opened.add(found.device());
        return new Base(spec.withSource(found.source()), name, found.device(), Optional.empty(), List.of(),
                found.image(), Optional.empty());
    }

    /** The configuration, with the formats that its images were found to have. */
    static Configuration known(Configuration configuration, List<OpenedChild> children) {
        return configuration.withChildren(children.stream().map(OpenedChild::spec).toList());
    }

    private OpenedChild child(Base base, String edge) throws ConfigurationProblem {
        if (base.inner().isPresent()) {
            FaultedDevice top = faulted(base.spec(), base.own());
            return new OpenedChild(base.spec(), new Child(edge, base.name(), top), top, base.own(), Optional.empty(),
                    base.inner(), base.within(), Optional.empty(), Optional.empty());
        }
        Optional<OverlayDevice> overlay = access == Access.WRITE
                ? Optional.empty()
                : Optional.of(overlay(base.spec(), base.own()));
        if (overlay.isPresent()) {
            opened.add(overlay.get());
        }
        FaultedDevice top = faulted(base.spec(), ruled(base.spec(), overlay.isPresent() ? overlay.get() : base.own()));
        return new OpenedChild(base.spec(), new Child(edge, base.name(), top), top, base.own(), overlay,
                Optional.empty(), List.of(), base.image(), base.export());
    }

    private OverlayDevice overlay(ChildSpec spec, BlockDevice own) throws ConfigurationProblem {
        if (scratch.isEmpty()) {
            return new OverlayDevice(own, OVERLAY_BYTES);
        }
        try {
            return scratch.get().overlay(own, executor);
        } catch (IOException e) {
            throw problem(spec,
                    Wording.of("no scratch file can be made in '{0}': {1}", scratch.get().folder(),
                            Wording.foreign(String.valueOf(e.getMessage()))),
                    Wording.of("Give another folder with --scratch."), Errno.EIO);
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
    private void checkLengths(List<Base> bases) throws ConfigurationProblem {
        for (Base base : bases) {
            if (base.sectors() != bases.getFirst().sectors()) {
                throw new LengthsDiffer(source, base.spec().origin(),
                        Wording.of("{0}: the children are not of one length: {1}",
                                Wording.driver("Could not refresh total sector count: {0}", Errno.EIO.text()),
                                lengths(bases)),
                        shortest(bases));
            }
        }
        if (bases.stream().anyMatch(base -> base.length() != bases.getFirst().length())) {
            remarks.add(Wording.of("the children are not of one length: {0}."
                    + " QEMU counts whole sectors, in which the rest of a shorter child reads as zeroes.",
                    lengths(bases)));
        }
    }

    private static long shortest(List<Base> bases) {
        return bases.stream().mapToLong(Base::length).min().orElse(0);
    }

    private List<Base> common(List<Base> bases) {
        long shortest = shortest(bases);
        if (bases.stream().anyMatch(base -> base.length() != shortest)) {
            remarks.add(Wording.of("the children are not of one length: {0}."
                    + " The first {1} bytes, which all have, are compared.", lengths(bases), shortest));
        }
        return bases.stream().map(base -> base.cut(shortest)).toList();
    }

    /** Who is longer, and by how much. */
    private static Wording lengths(List<Base> bases) {
        long shortest = shortest(bases);
        return bases.stream().map(base -> length(base, base.length() - shortest))
                .reduce((before, next) -> Wording.of("{0}; {1}", before, next)).orElseThrow();
    }

    private static Wording length(Base base, long more) {
        Optional<String> where = base.spec().source().location();
        if (more > 0) {
            return where.map(
                    place -> Wording.of("{0} has {1} bytes, {2} more ({3})", base.name(), base.length(), more, place))
                    .orElseGet(() -> Wording.of("{0} has {1} bytes, {2} more", base.name(), base.length(), more));
        }
        return where.map(place -> Wording.of("{0} has {1} bytes ({2})", base.name(), base.length(), place))
                .orElseGet(() -> Wording.of("{0} has {1} bytes", base.name(), base.length()));
    }

    /** Sentences about what was opened that a person has to know. */
    List<Wording> remarks() {
        List<Wording> all = new ArrayList<>(images.remarks());
        all.addAll(remarks);
        return all;
    }

    private ConfigurationProblem problem(ChildSpec child, Wording reason, Wording remedy, Errno errno) {
        return new ConfigurationProblem(source, child.origin().position(), Optional.of(child.origin().option()), reason,
                remedy, Optional.of(errno));
    }
}
