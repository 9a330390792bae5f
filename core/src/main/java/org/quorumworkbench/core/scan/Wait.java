// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For whom one thread waits, and since when. That one thread begins and ends it; any thread may
 * ask.
 */
final class Wait {

    private record Begun(String child, long nanos) {}

    private volatile @Nullable Begun begun;

    /** Does what the child may keep the thread waiting with. */
    <T> T during(String child, Supplier<T> work) {
        begun = new Begun(child, System.nanoTime());
        try {
            return work.get();
        } finally {
            begun = null;
        }
    }

    /** The child that has been waited for so long. */
    Optional<String> longerThan(Duration time) {
        Begun now = begun;
        return now != null && System.nanoTime() - now.nanos() > time.toNanos()
                ? Optional.of(now.child())
                : Optional.empty();
    }
}
