// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The rule of a fault: the operations that it concerns.
 *
 * @param operations
 *            at least one
 * @param range
 *            the sectors; an operation matches if it touches one of them. Absent: all, and it then
 *            also concerns flushes
 * @param occurrence
 *            which of the matching operations
 * @param state
 *            the named state that must hold; absent: any
 */
public record When(Set<DeviceOperation> operations, Optional<SectorRange> range, Occurrence occurrence,
        Optional<String> state) {

    public When {
        operations = Set.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a fault concerns at least one operation");
        }
        if (range.isPresent() && range.get().isEmpty()) {
            throw new IllegalArgumentException("a fault's range has at least one sector");
        }
    }

    /** Every read that touches the range. */
    public static When readOf(SectorRange range) {
        return new When(EnumSet.of(DeviceOperation.READ), Optional.of(range), new Occurrence.Always(),
                Optional.empty());
    }

    /** Every operation of that kind. */
    public static When every(DeviceOperation operation) {
        return new When(EnumSet.of(operation), Optional.empty(), new Occurrence.Always(), Optional.empty());
    }

    public When with(Occurrence other) {
        return new When(operations, range, other, state);
    }

    /** The same rule, only while that state holds. */
    public When whileIn(String named) {
        return new When(operations, range, occurrence, Optional.of(named));
    }

    /**
     * Whether the rule speaks of such an operation; how often it then fires is the
     * {@link #occurrence}'s business.
     */
    boolean concerns(DeviceOperation operation, SectorRange touched, String currentState) {
        return operations.contains(operation) && state.map(currentState::equals).orElse(true)
                && (range.isEmpty() || range.get().overlaps(touched));
    }

    /** The sectors of an operation that the fault affects. */
    SectorRange affected(SectorRange touched) {
        return range.map(r -> touched.within(r)).orElse(touched);
    }
}
