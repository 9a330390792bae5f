// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Decides which of the faults that are on fire for an operation, in which state the device is then,
 * and tells who listens. Used from any thread.
 */
final class Trigger {

    private final List<ActiveFault> faults;
    private final CopyOnWriteArrayList<Consumer<Firing>> listeners = new CopyOnWriteArrayList<>();
    private volatile String state = FaultedDevice.FIRST_STATE;

    /**
     * @param faults
     *            those that are on; may change at any time, on any thread
     */
    Trigger(CopyOnWriteArrayList<ActiveFault> faults) {
        this.faults = faults;
    }

    /** As {@link FaultedDevice#recount} has it. */
    synchronized void recount() {
        faults.forEach(ActiveFault::recount);
        state = FaultedDevice.FIRST_STATE;
    }

    void enter(String next) {
        state = next;
    }

    String state() {
        return state;
    }

    /**
     * Hears every firing on the thread that asked for the operation.
     *
     * @return what ends the hearing
     */
    Runnable onFiring(Consumer<Firing> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * The faults that fire for an operation, in the order in which they act; whoever listens has heard
     * them.
     */
    List<Firing> fire(DeviceOperation operation, long offset, long length) {
        if (faults.isEmpty()) {
            return List.of();
        }
        List<Firing> firings = decide(operation, offset, length);
        firings.forEach(firing -> listeners.forEach(listener -> listener.accept(firing)));
        return firings;
    }

    /**
     * Decides for all faults at once, so that of two equal operations on two threads one is the first
     * for every fault; a state that is entered holds for those that come after.
     */
    private synchronized List<Firing> decide(DeviceOperation operation, long offset, long length) {
        SectorRange touched = length == 0 ? SectorRange.EMPTY : SectorRange.ofBytes(offset, length);
        List<Firing> firings = new ArrayList<>();
        for (ActiveFault active : faults) {
            if (active.fires(operation, touched, state) && active.isFelt(operation, offset, length)) {
                firings.add(new Firing(active.fault(), operation, active.fault().when().affected(touched)));
            }
        }
        for (Firing firing : firings) {
            if (firing.fault().effect() instanceof Effect.Enters(String next)) {
                state = next;
            }
        }
        return firings;
    }
}
