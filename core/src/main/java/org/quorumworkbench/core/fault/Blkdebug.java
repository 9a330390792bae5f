// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;
import org.quorumworkbench.core.fault.BlkdebugRules.SetState;

/**
 * The state of a blkdebug node: which rules wait and which are active. An event makes its rules
 * active in place of those that were, and they stay active for every later operation until another
 * event has rules of its own (measured: case dbg-sticky).
 */
final class Blkdebug {

    private static final int FIRST_STATE = 1;

    private final List<InjectError> waiting;
    private final List<SetState> setStates;
    private List<InjectError> active = List.of();
    private int state = FIRST_STATE;

    Blkdebug(BlkdebugRules rules) {
        waiting = new ArrayList<>(rules.injectErrors());
        setStates = rules.setStates();
        event(BlkdebugRules.NONE);
    }

    /** Rules are chosen by the state before the event; of several new states the first listed holds. */
    synchronized void event(String name) {
        List<InjectError> now = waiting.stream().filter(rule -> rule.event().equals(name) && holds(rule.state()))
                .toList();
        if (!now.isEmpty()) {
            active = new ArrayList<>(now);
        }
        setStates.stream().filter(rule -> rule.event().equals(name) && holds(rule.state())).findFirst()
                .ifPresent(rule -> state = rule.newState());
    }

    private boolean holds(int wanted) {
        return wanted == BlkdebugRules.ANY_STATE || wanted == state;
    }

    /**
     * The rule that fails the operation: of those active, the first listed that fits (case
     * dbg-two-rules). One without an error lets the operation pass and keeps those behind it from
     * acting.
     *
     * @param length
     *            in bytes; 0 for a flush, which no rule with a sector fits
     */
    synchronized Optional<InjectError> failing(DeviceOperation operation, long offset, long length) {
        Optional<InjectError> found = active.stream()
                .filter(rule -> rule.operations().contains(operation) && touches(rule.sector(), offset, length))
                .findFirst();
        if (found.isEmpty() || found.get().errno().isEmpty()) {
            return Optional.empty();
        }
        if (found.get().once()) {
            drop(active, found.get());
            drop(waiting, found.get());
        }
        return found;
    }

    private static boolean touches(OptionalLong sector, long offset, long length) {
        if (sector.isEmpty()) {
            return true;
        }
        long first = sector.getAsLong() * SECTOR;
        return first >= offset && first < offset + length;
    }

    /** Drops this very rule: two that are equal are still two. */
    private static void drop(List<InjectError> rules, InjectError rule) {
        for (int i = 0; i < rules.size(); i++) {
            if (isSame(rules.get(i), rule)) {
                rules.remove(i);
                return;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // identity is meant: each listed rule acts once for itself
    private static boolean isSame(InjectError one, InjectError other) {
        return one == other;
    }
}
