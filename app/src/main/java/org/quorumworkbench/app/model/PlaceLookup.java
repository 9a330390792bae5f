// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.VotedPlaces;

/**
 * One search for what lies at some sectors. It is over the same children as the quorum that is
 * open, but in a quorum of its own: nothing of it is a request of the guest's.
 */
final class PlaceLookup {

    /**
     * What was found.
     *
     * @param took
     *            how long the file systems were looked through
     */
    record Found(ScanPlaces places, Duration took) {}

    private final List<Child> children;
    private final Policy policy;
    private final Executor executor;
    private Optional<VotedPlaces> view = Optional.empty();
    private boolean cancelled;

    PlaceLookup(List<Child> children, Policy policy, Executor executor) {
        this.children = children;
        this.policy = policy.withoutRewriting();
        this.executor = executor;
    }

    /**
     * Blocks as long as the children do: not on the JavaFX thread.
     *
     * @throws CancellationException
     *             after {@link #cancel}
     */
    Found find(SortedRanges wanted) {
        VotedPlaces begun = new VotedPlaces(Quorum.open("places", children, policy, true, executor, _ -> {}));
        synchronized (this) {
            view = Optional.of(begun);
            if (cancelled) {
                throw new CancellationException();
            }
        }
        long begin = System.nanoTime();
        ScanPlaces places = begun.find(wanted);
        return new Found(places, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Gives up, from any thread. */
    synchronized void cancel() {
        cancelled = true;
        view.ifPresent(VotedPlaces::cancel);
    }
}
