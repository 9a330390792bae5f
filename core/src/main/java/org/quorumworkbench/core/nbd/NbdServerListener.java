// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

/** Hears what clients do; called on threads of the server, must not block. */
public interface NbdServerListener {

    /** Nobody hears. */
    NbdServerListener NONE = new NbdServerListener() {
    };

    /** A client has connected, and not yet said what it wants. */
    default void connected(NbdClient client) {}

    /** A client has chosen an export and begins to make requests. */
    default void began(NbdClient client) {}

    /**
     * A request has been answered, though perhaps not sent, being held.
     *
     * @param command
     *            in the protocol's word: {@code READ}
     * @param offset
     *            in bytes
     * @param length
     *            in bytes
     */
    default void answered(NbdClient client, String command, long offset, long length, NbdExport.Result result) {}

    /** A request was refused before the export was asked; {@link #answered} is told as well. */
    default void refused(NbdClient client, String command, long offset, long length, NbdExport.Result.Failed why) {}

    /** A client has gone. */
    default void disconnected(NbdClient client, Parting parting) {}
}
