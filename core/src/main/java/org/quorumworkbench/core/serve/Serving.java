// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdClient;
import org.quorumworkbench.core.nbd.NbdExport;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.NbdServer;
import org.quorumworkbench.core.nbd.NbdServerListener;
import org.quorumworkbench.core.nbd.NbdTls;
import org.quorumworkbench.core.nbd.NbdUri;
import org.quorumworkbench.core.nbd.Parting;
import org.quorumworkbench.core.quorum.Quorum;

/**
 * A quorum that is open to NBD clients. All methods may be called from any thread; none waits for a
 * client. It is closed before the quorum.
 */
public final class Serving implements AutoCloseable {

    private final NbdServer server;
    private final NbdUri uri;
    private final Audience audience;

    private Serving(NbdServer server, NbdUri uri, Audience audience) {
        this.server = server;
        this.uri = uri;
        this.audience = audience;
    }

    /**
     * Begins to serve; blocks shortly.
     *
     * @param certificates
     *            as for {@link NbdServer#start}
     * @param writable
     *            whether clients may write; where to, is as the quorum was opened
     * @param executor
     *            whose threads the clients block: virtual ones are best
     * @param listener
     *            hears everything in the order in which it happens to each client, on several threads;
     *            must not block
     * @throws NbdProblem
     *             if it cannot listen there
     */
    public static Serving start(Quorum quorum, NbdAddress address, Optional<Path> certificates, boolean writable,
            Executor executor, Consumer<ServeEvent> listener) throws NbdProblem {
        Audience audience = new Audience(listener);
        NbdServer server = NbdServer.start(address, List.of(new QuorumExport(quorum, !writable, audience::hear)),
                certificates, executor, audience);
        return new Serving(server, new NbdUri(server.address(), "", certificates.map(_ -> NbdTls.STANDARD)), audience);
    }

    /** The address under which clients find it. */
    public NbdUri uri() {
        return uri;
    }

    /** The clients that are there, and what they have done. */
    public List<ClientCount> clients() {
        return audience.counts();
    }

    /** Freezes the answers to all clients, those to come included, or lets them go. */
    public void hold(boolean held) {
        server.hold(held);
    }

    /** Complete once a client has made use of it and none is left. */
    public CompletableFuture<Void> lastClientGone() {
        return audience.lastGone.copy();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Counts what clients do, and passes it on. */
    private static final class Audience implements NbdServerListener {

        private final Consumer<ServeEvent> listener;
        private final Map<Integer, ClientCount.Counting> present = new ConcurrentSkipListMap<>();
        private final CompletableFuture<Void> lastGone = new CompletableFuture<>();

        Audience(Consumer<ServeEvent> listener) {
            this.listener = listener;
        }

        void hear(ServeEvent event) {
            listener.accept(event);
        }

        List<ClientCount> counts() {
            return present.values().stream().map(counting -> counting.now(System.nanoTime())).toList();
        }

        @Override
        public void began(NbdClient client) {
            present.put(client.number(), new ClientCount.Counting(client));
            listener.accept(new ServeEvent.Connected(Instant.now(), client));
        }

        @Override
        public void answered(NbdClient client, String command, long offset, long length, NbdExport.Result result) {
            ClientCount.Counting counting = present.get(client.number());
            if (counting != null) {
                counting.count(command, length, result instanceof NbdExport.Result.Failed, System.nanoTime());
            }
        }

        @Override
        public void refused(NbdClient client, String command, long offset, long length,
                NbdExport.Result.Failed why) {
            listener.accept(new ServeEvent.Answered(Instant.now(), client, command, offset, length, Optional.empty(),
                    List.of(), Optional.of(why.words())));
        }

        @Override
        public void disconnected(NbdClient client, Parting parting) {
            boolean used = present.remove(client.number()) != null;
            listener.accept(new ServeEvent.Gone(Instant.now(), client, parting));
            if (used && present.isEmpty()) {
                lastGone.complete(null);
            }
        }
    }
}
