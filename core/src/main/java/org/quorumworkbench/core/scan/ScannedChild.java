// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.LeftOut;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;

/**
 * A child as it was when the scan began.
 *
 * @param name
 *            what events and screens call it
 * @param length
 *            in bytes; 0 if it could not be told
 * @param offset
 *            where in its file it begins, in bytes
 * @param identity
 *            of its file; absent if it has none
 * @param makeup
 *            what else decides what it gives, by name: the part of the file, a rescue's mapfile,
 *            the quorum within
 * @param leftOut
 *            the ends that were not scanned: its own, and those within
 */
public record ScannedChild(String name, long length, long offset, Optional<Identity> identity,
        SortedMap<String, String> makeup, List<LeftOut> leftOut) {

    public ScannedChild {
        makeup = Collections.unmodifiableSortedMap(new TreeMap<>(makeup));
        leftOut = List.copyOf(leftOut);
    }

    /** A child of which nothing was left out, as far as is known. */
    public ScannedChild(String name, long length, long offset, Optional<Identity> identity,
            SortedMap<String, String> makeup) {
        this(name, length, offset, identity, makeup, List.of());
    }

    /** A child that is the whole of its file, or has none. */
    public ScannedChild(String name, long length, Optional<Identity> identity) {
        this(name, length, 0, identity, Collections.emptySortedMap());
    }

    static ScannedChild of(Child child) {
        long length = child.device().length() instanceof Reply.Ok<Long>(Long told) ? told : 0;
        return new ScannedChild(child.name(), length, child.device().fileOffset(), child.device().identity(),
                child.device().makeup(), child.device().leftOut());
    }

    /** The same child, as it is opened now. */
    ScannedChild openedAs(ScannedChild now) {
        return new ScannedChild(name, length, offset, identity, makeup, now.leftOut);
    }

    /** The length in sectors; a partial last sector counts, and reads as zeroes after its end. */
    public long sectors() {
        return Math.ceilDiv(length, (long) SectorRange.SECTOR);
    }
}
