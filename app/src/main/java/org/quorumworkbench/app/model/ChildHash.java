// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

/** The SHA-256 of all that a child's file holds, which somebody asked for. */
public sealed interface ChildHash {

    /**
     * It is being computed.
     *
     * @param done
     *            0 to 1
     */
    record UnderWay(double done) implements ChildHash {}

    /**
     * It is known.
     *
     * @param hex
     *            64 lower-case hexadecimal digits
     */
    record Known(String hex) implements ChildHash {}

    /**
     * Not all could be read.
     *
     * @param why
     *            where, and the error
     */
    record Failed(String why) implements ChildHash {}
}
