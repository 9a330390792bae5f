// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.nbd.NbdClient;
import org.quorumworkbench.core.nbd.Parting;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;

/** What is told of the clients of a served quorum. */
public sealed interface ServeEvent {

    Instant time();

    /** Absent for what concerns them all. */
    Optional<NbdClient> from();

    /** A client begins to make requests. */
    record Connected(Instant time, NbdClient client) implements ServeEvent {
        @Override
        public Optional<NbdClient> from() {
            return Optional.of(client);
        }
    }

    /**
     * A client's request has been answered by the quorum.
     *
     * @param command
     *            in the protocol's word: {@code READ}
     * @param offset
     *            in bytes
     * @param length
     *            in bytes
     * @param outcome
     *            the request's whole story; absent for a question where holes are, and for what was
     *            refused before the quorum was asked
     * @param events
     *            that the quorum told of the request, in order
     * @param error
     *            what the client was told; absent if all went well
     */
    record Answered(Instant time, NbdClient client, String command, long offset, long length,
            Optional<Outcome> outcome, List<Event> events, Optional<String> error) implements ServeEvent {
        public Answered {
            events = List.copyOf(events);
        }

        @Override
        public Optional<NbdClient> from() {
            return Optional.of(client);
        }
    }

    /** A client has gone. */
    record Gone(Instant time, NbdClient client, Parting parting) implements ServeEvent {
        @Override
        public Optional<NbdClient> from() {
            return Optional.of(client);
        }
    }
}
