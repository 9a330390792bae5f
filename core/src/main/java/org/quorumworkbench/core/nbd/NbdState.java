// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.time.Instant;
import org.quorumworkbench.core.file.Wording;

/** How a child that is an export stands with its server. */
public sealed interface NbdState {

    /** It is connected. */
    record Connected(NbdOffer offer) implements NbdState {}

    /**
     * The connection was lost; every request fails with EIO until there is another.
     *
     * @param since
     *            when
     * @param why
     *            a sentence without a full stop
     * @param attempts
     *            to connect again that have failed so far
     */
    record Reconnecting(Instant since, Wording why, int attempts) implements NbdState {}

    /**
     * The server came back with something else, and is not connected to any more; a reopen asks anew.
     *
     * @param why
     *            a sentence without a full stop
     */
    record Refused(Wording why) implements NbdState {}

    /** It was closed here. */
    record Closed() implements NbdState {}
}
