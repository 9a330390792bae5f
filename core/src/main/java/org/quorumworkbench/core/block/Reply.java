// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

/**
 * What a device answers: a value, or the error it failed with. Errors of children are values,
 * because a quorum votes on them.
 *
 * @param <T>
 *            what a good answer holds; {@link Done} where there is nothing to hold
 */
public sealed interface Reply<T> {

    /** The device did what it was asked. */
    record Ok<T>(T value) implements Reply<T> {}

    /** The device could not. */
    record Failed<T>(Errno errno) implements Reply<T> {}

    /** The content of a good answer that has none. */
    enum Done {
        DONE
    }

    /** A good answer without content; always the same instance, so that it costs nothing. */
    static Reply<Done> done() {
        return Replies.DONE;
    }

    static <T> Reply<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Reply<T> failed(Errno errno) {
        return new Failed<>(errno);
    }

    default boolean isOk() {
        return this instanceof Ok;
    }
}
