// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom one thread waits, and since when. That one thread begins and ends it; any thread may
 * ask.
 */
public final class Wait {

    private record Begun(String name, long nanos) {}

    /**
     * What may take for ever.
     *
     * @param <X>
     *            why it cannot be done
     */
    public interface Work<T, X extends Exception> {
        T get() throws X;
    }

    private volatile @Nullable Begun begun;

    /** Does what somebody of that name may keep the thread waiting with. */
    public <T, X extends Exception> T during(String name, Work<T, X> work) throws X {
        begin(name);
        try {
            return work.get();
        } finally {
            end();
        }
    }

    /** From now on that one is waited for. */
    public void begin(String name) {
        begun = new Begun(name, System.nanoTime());
    }

    /** Nobody is waited for any longer. */
    public void end() {
        begun = null;
    }

    /** Who has been waited for so long. */
    public Optional<String> longerThan(Duration time) {
        Begun now = begun;
        return now != null && System.nanoTime() - now.nanos() > time.toNanos()
                ? Optional.of(now.name())
                : Optional.empty();
    }
}
