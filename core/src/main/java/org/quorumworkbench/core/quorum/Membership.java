// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;

/**
 * Who belongs to a quorum and by which rule they vote; their common length, and what of each was
 * written since it was flushed. Children and policy may be read from any thread; everything else is
 * done on the quorum's strand.
 */
final class Membership {

    /** The most children that a quorum may grow to; versions have letters for so many. */
    private static final int MOST = 32;

    /** Children and policy of one moment: a request never sees the one without the other. */
    record Electorate(List<Child> children, Policy policy) {

        Electorate {
            children = List.copyOf(children);
            if (policy.threshold() < 1 || policy.threshold() > children.size()) {
                throw new IllegalArgumentException(
                        "threshold " + policy.threshold() + " for " + children.size() + " children");
            }
        }
    }

    /**
     * What the generic layer knows of a node since it was opened: how often it was written, and up to
     * which write it was flushed. The node keeps it while it is outside a quorum.
     */
    private static final class Generations {
        private long written;
        private long flushed;
    }

    private final String quorum;
    private final IdentityHashMap<BlockDevice, Generations> generations = new IdentityHashMap<>();
    private volatile Electorate electorate;
    private volatile Reply<Long> length;
    private int nextEdge;

    Membership(String quorum, List<Child> children, Policy policy) {
        this.quorum = quorum;
        this.electorate = new Electorate(children, policy);
        this.nextEdge = children.size();
        this.length = commonLength(children);
    }

    Electorate electorate() {
        return electorate;
    }

    synchronized void setThreshold(int threshold) {
        electorate = new Electorate(electorate.children(), electorate.policy().withThreshold(threshold));
    }

    /** The common length in bytes when it was last asked for. */
    Reply<Long> length() {
        return length;
    }

    /** Asks the children for their lengths anew. */
    void measure() {
        length = commonLength(electorate.children());
    }

    /**
     * Child 0's error, or the first later child's error, or EIO if one differs (seed lines 595-617).
     */
    private static Reply<Long> commonLength(List<Child> children) {
        Reply<Long> common = rounded(children.getFirst().device());
        for (Child child : children) {
            Reply<Long> own = rounded(child.device());
            if (!common.isOk() || !own.isOk()) {
                return common.isOk() ? own : common;
            }
            if (!own.equals(common)) {
                return Reply.failed(Errno.EIO);
            }
        }
        return common;
    }

    private static Reply<Long> rounded(BlockDevice device) {
        Reply<Long> own = device.length();
        return own instanceof Reply.Ok<Long>(Long bytes)
                ? Reply.ok(Math.ceilDiv(bytes, (long) SECTOR) * SECTOR)
                : own;
    }

    synchronized Change add(String name, BlockDevice device) {
        List<Child> children = electorate.children();
        if (electorate.policy().blkverify()) {
            return new Change.Refused("Cannot add a child to a quorum in blkverify mode");
        }
        if (children.stream().anyMatch(child -> child.device().equals(device))) {
            return new Change.Refused("The node " + name + " already has a parent");
        }
        if (children.size() >= MOST) {
            return new Change.Refused("Too many children");
        }
        if (!rounded(device).equals(length)) {
            return new Change.Refused("The length of %s (%s) is not that of the quorum (%s)".formatted(name,
                    words(rounded(device)), words(length)));
        }
        List<Child> more = new ArrayList<>(children);
        more.add(new Child("children." + nextEdge++, name, device));
        electorate = new Electorate(more, electorate.policy());
        return new Change.Made(electorate.children());
    }

    private static String words(Reply<Long> length) {
        return switch (length) {
            case Reply.Ok<Long>(Long bytes) -> bytes + " bytes";
            case Reply.Failed<Long>(Errno errno) -> errno.text();
        };
    }

    synchronized Change remove(String edge) {
        Electorate now = electorate;
        Optional<Child> child = now.children().stream().filter(c -> c.edge().equals(edge)).findFirst();
        if (child.isEmpty()) {
            return new Change.Refused("Node '%s' does not have child '%s'".formatted(quorum, edge));
        }
        if (now.children().size() <= now.policy().threshold()) {
            return new Change.Refused(
                    "The number of children cannot be lower than the vote threshold " + now.policy().threshold());
        }
        // The name of the next child goes back only if the last name is free again (cases dyn-names-*).
        if (edge.equals("children." + (nextEdge - 1))) {
            nextEdge--;
        }
        electorate = new Electorate(now.children().stream().filter(c -> !c.edge().equals(edge)).toList(),
                now.policy());
        return new Change.Made(electorate.children());
    }

    private Generations of(BlockDevice device) {
        return generations.computeIfAbsent(device, d -> new Generations());
    }

    /** A write to the node has been answered. */
    void wrote(BlockDevice device) {
        of(device).written++;
    }

    /** How many writes a flush that begins now makes lasting. */
    long generation(BlockDevice device) {
        return of(device).written;
    }

    /** A flush that began at that generation was good. */
    void flushed(BlockDevice device, long generation) {
        of(device).flushed = Math.max(of(device).flushed, generation);
    }

    /**
     * Since QEMU 2.7 a child that was not written since its last good flush is not asked (cases
     * fl-clean, fl-repeat), except that a quorum within always asks its own; a read-only one has
     * nothing to flush.
     */
    boolean needsFlush(BlockDevice device, Semantics semantics) {
        return !device.isReadOnly() && (semantics == Semantics.V2014 || device instanceof QuorumDevice
                || of(device).written > of(device).flushed);
    }
}
