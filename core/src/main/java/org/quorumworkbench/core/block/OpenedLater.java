// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is opened once it is asked for, and once only; never again after it was closed. May be used
 * from any thread, and blocks as long as opening does.
 *
 * @param <T>
 *            what is opened
 */
final class OpenedLater<T> {

    private final Supplier<Optional<T>> open;
    private final Consumer<T> close;
    private Optional<T> opened = Optional.empty();
    private boolean asked;

    /**
     * @param open
     *            empty if it cannot be had, and then it is not asked for again
     */
    OpenedLater(Supplier<Optional<T>> open, Consumer<T> close) {
        this.open = open;
        this.close = close;
    }

    synchronized Optional<T> get() {
        if (!asked) {
            asked = true;
            opened = open.get();
        }
        return opened;
    }

    synchronized void close() {
        asked = true;
        opened.ifPresent(close);
        opened = Optional.empty();
    }
}
