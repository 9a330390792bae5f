// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/**
 * Listens for clients and serves them exports, each client on a task of the executor that is
 * blocked for as long as the client stays: virtual threads are best. All methods may be called from
 * any thread; none waits for a client.
 */
public final class NbdServer implements AutoCloseable {

    private static final int MOST_CLIENTS = 16;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final ServerSocketChannel channel;
    private final NbdAddress address;
    private final List<NbdExport> exports;
    private final Optional<SSLContext> tls;
    private final Duration handshake;
    private final Executor executor;
    private final NbdServerListener listener;
    private final Map<Integer, ServerConnection> clients = new ConcurrentSkipListMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean held;
    private int numbers;

    private NbdServer(ServerSocketChannel channel, NbdAddress address, List<NbdExport> exports,
            Optional<SSLContext> tls, Duration handshake, Executor executor, NbdServerListener listener) {
        this.channel = channel;
        this.address = address;
        this.exports = List.copyOf(exports);
        this.tls = tls;
        this.handshake = handshake;
        this.executor = executor;
        this.listener = listener;
    }

    /**
     * Begins to listen; blocks shortly.
     *
     * @param exports
     *            at least one; the first is what clients get that name none
     * @param certificates
     *            a folder with {@code server-cert.pem} and {@code server-key.pem}, and
     *            {@code ca-cert.pem} if clients are to be known by theirs: then TLS is insisted on
     * @throws NbdProblem
     *             if another server is there already, or the address cannot be had
     */
    public static NbdServer start(NbdAddress address, List<NbdExport> exports, Optional<Path> certificates,
            Executor executor, NbdServerListener listener) throws NbdProblem {
        return start(address, exports, certificates, HANDSHAKE, executor, listener);
    }

    /** As the other, with another limit for the negotiation. */
    static NbdServer start(NbdAddress address, List<NbdExport> exports, Optional<Path> certificates,
            Duration handshake, Executor executor, NbdServerListener listener) throws NbdProblem {
        Optional<SSLContext> tls = certificates.isEmpty()
                ? Optional.empty()
                : Optional.of(NbdTls.server(certificates.get()));
        try {
            ServerSocketChannel channel = bound(address);
            NbdServer server = new NbdServer(channel, actual(address, channel), exports, tls, handshake, executor,
                    listener);
            executor.execute(server::listen);
            return server;
        } catch (IOException e) {
            throw new NbdProblem(
                    Wording.of("cannot listen at {0}: {1}", address, Wording.foreign(String.valueOf(e.getMessage()))),
                    Wording.of("Give another address."),
                    Errno.withText(String.valueOf(e.getMessage())).orElse(Errno.EIO));
        }
    }

    private static ServerSocketChannel bound(NbdAddress address) throws IOException, NbdProblem {
        return switch (address) {
            case NbdAddress.Tcp(String host, int port) -> {
                ServerSocketChannel tcp = ServerSocketChannel.open();
                yield bind(tcp.setOption(StandardSocketOptions.SO_REUSEADDR, true),
                        new InetSocketAddress(InetAddress.getByName(host), port));
            }
            case NbdAddress.Unix unix -> {
                if (!unix.isPossible()) {
                    throw new NbdProblem(
                            Wording.of("the socket's path is longer than {0} bytes", NbdAddress.Unix.LONGEST),
                            Wording.of("Give a shorter one."), Errno.EINVAL);
                }
                removeStale(unix.socket());
                yield bind(ServerSocketChannel.open(StandardProtocolFamily.UNIX),
                        UnixDomainSocketAddress.of(unix.socket()));
            }
        };
    }

    private static ServerSocketChannel bind(ServerSocketChannel channel, SocketAddress address) throws IOException {
        try {
            return channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Removes a socket that nobody listens at any more; a server that was killed leaves its own behind.
     */
    private static void removeStale(Path socket) throws IOException, NbdProblem {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
            throw new NbdProblem(Wording.of("'{0}' is there already, and no socket", socket),
                    Wording.of("Give another path."), Errno.EEXIST);
        }
        boolean answers;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            answers = channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            answers = false;
        }
        if (answers) {
            throw new NbdProblem(Wording.of("a server listens at '{0}' already", socket),
                    Wording.of("Give another path."), Errno.EBUSY);
        }
        Files.delete(socket);
    }

    private static NbdAddress actual(NbdAddress asked, ServerSocketChannel channel) throws IOException {
        return asked instanceof NbdAddress.Tcp(String host, int _)
                && channel.getLocalAddress() instanceof InetSocketAddress bound
                        ? new NbdAddress.Tcp(host, bound.getPort())
                        : asked;
    }

    /** Where it listens; the port that it got, if it was to choose one. */
    public NbdAddress address() {
        return address;
    }

    /** The clients that are connected, by number. */
    public List<NbdClient> clients() {
        return List.copyOf(clients.values());
    }

    /** Holds answers to all clients back, those to come included, or lets them go. */
    public void hold(boolean hold) {
        held = hold;
        clients.values().forEach(client -> client.hold(hold));
    }

    private void listen() {
        try {
            while (channel.isOpen()) {
                serve(channel.accept());
            }
        } catch (IOException e) {
            // Closed here; or the system has no more room for sockets, and then this server is over.
            close();
        }
    }

    private void serve(SocketChannel accepted) throws IOException {
        if (clients.size() >= MOST_CLIENTS) {
            accepted.close();
            return;
        }
        ServerConnection client = new ServerConnection(++numbers, from(accepted), new Link(accepted), executor,
                listener);
        clients.put(client.number(), client);
        client.hold(held);
        try {
            executor.execute(() -> client.run(exports, tls, handshake, () -> clients.remove(client.number())));
        } catch (RejectedExecutionException e) {
            client.disconnect();
            clients.remove(client.number());
        }
    }

    private static ClientOrigin from(SocketChannel accepted) throws IOException {
        if (accepted.getRemoteAddress() instanceof InetSocketAddress peer) {
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new ClientOrigin.Address(new NbdAddress.Tcp(peer.getAddress().getHostAddress(), peer.getPort()));
        }
        try {
            return new ClientOrigin.User(
                    accepted.getOption(jdk.net.ExtendedSocketOptions.SO_PEERCRED).user().getName());
        } catch (IOException | UnsupportedOperationException e) {
            return new ClientOrigin.ThisMachine();
        }
    }

    /** Ends all connections and removes the socket. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            // The path may be another server's by now.
            return;
        }
        Link.closeQuietly(channel);
        clients.values().forEach(ServerConnection::disconnect);
        if (address instanceof NbdAddress.Unix(Path socket)) {
            Link.closeQuietly(() -> Files.deleteIfExists(socket));
        }
    }
}
