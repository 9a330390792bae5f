// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.util.HashMap;
import java.util.Map;
import org.quorumworkbench.core.block.SectorRange;

/** A fault that is on, and how often its rule has matched. */
final class ActiveFault {

    /**
     * The most ranges whose askings are counted; those beyond are always taken to be asked for the
     * first time, so that memory stays bounded.
     */
    private static final int COUNTED = 1 << 16;

    private record Asking(DeviceOperation operation, SectorRange range) {}

    private final Fault fault;
    private final Map<Asking, Integer> askings = new HashMap<>();
    private int matches;

    ActiveFault(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** Forgets how often the rule has matched; the device locks. */
    void recount() {
        matches = 0;
        askings.clear();
    }

    /** Decides whether the fault fires at this operation, and counts it; the device locks. */
    boolean fires(DeviceOperation operation, SectorRange touched, String state) {
        if (fault.effect() instanceof Effect.Shortened(long sectors)) {
            return touched.end() > sectors;
        }
        if (!fault.when().concerns(operation, touched, state)) {
            return false;
        }
        matches++;
        return switch (fault.when().occurrence()) {
            case Occurrence.Always() -> true;
            case Occurrence.Once() -> matches == 1;
            case Occurrence.Nth(int n) -> matches == n;
            case Occurrence.NthOfRange(int n) -> asking(operation, touched) == n;
            case Occurrence.Chance(double probability, long seed) -> new Dice(seed, operation.word().hashCode(),
                    touched.first(), touched.count(), asking(operation, touched)).fraction() < probability;
        };
    }

    /** How often the operation has now asked for these sectors. */
    private int asking(DeviceOperation operation, SectorRange touched) {
        Asking asking = new Asking(operation, touched);
        return askings.size() < COUNTED || askings.containsKey(asking) ? askings.merge(asking, 1, Integer::sum) : 1;
    }

    /** Whether it changes anything: a write that lies within a boundary is not torn. */
    boolean isFelt(DeviceOperation operation, long offset, long length) {
        if (fault.effect() instanceof Effect.Torn torn && operation != DeviceOperation.READ) {
            return torn.tear(offset, offset + length) < offset + length;
        }
        return true;
    }

    /** Whether the fault may fire at this operation; counts nothing. */
    boolean mayFire(DeviceOperation operation, SectorRange touched, String state) {
        return fault.effect() instanceof Effect.Shortened(long sectors)
                ? touched.end() > sectors
                : fault.when().concerns(operation, touched, state);
    }

    /** The sectors among these whose reads the fault may fire at, in whatever state; empty if none. */
    SectorRange readsWithin(SectorRange sectors) {
        if (fault.effect() instanceof Effect.Shortened(long left)) {
            return new SectorRange(Math.max(left, sectors.first()), Math.max(0, sectors.end() - left))
                    .within(sectors);
        }
        return fault.when().operations().contains(DeviceOperation.READ)
                ? fault.when().affected(sectors)
                : new SectorRange(sectors.first(), 0);
    }
}
