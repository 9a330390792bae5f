// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/**
 * One attempt to connect to an export and to agree on how to talk. It runs on an executor, whose
 * thread it blocks, and is given up after its limit, whatever the server does or leaves undone.
 */
final class Dial {

    /** How long connecting and negotiating may take together. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** A server that has been talked to, ready for requests. */
    record Connected(Link link, NbdOffer offer) {}

    private static final Wording CONNECTION = Wording.of("the connection");

    private final NbdUri uri;
    private final CompletableFuture<Connected> result = new CompletableFuture<>();
    private volatile Wording step = CONNECTION;
    private @Nullable SocketChannel channel;
    private boolean abandoned;

    private Dial(NbdUri uri) {
        this.uri = uri;
    }

    /**
     * Connects; blocks, but not longer than the limit.
     *
     * @throws NbdProblem
     *             saying which server did what
     */
    static Connected connect(NbdUri uri, Executor executor, Duration limit) throws NbdProblem {
        Dial dial = new Dial(uri);
        try {
            executor.execute(dial::run);
            return dial.result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            dial.abandon();
            throw new NbdProblem(
                    Wording.of("gave no answer within {0} s (waiting for {1})", limit.toSeconds(), dial.step),
                    Wording.of("Check that it is an NBD server, and alive."), Errno.ETIMEDOUT);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NbdProblem problem) {
                throw problem;
            }
            throw new IllegalStateException("a dial fails with a problem only", e.getCause());
        } catch (InterruptedException e) {
            dial.abandon();
            Thread.currentThread().interrupt();
            throw new NbdProblem(Wording.of("was no longer waited for"), Wording.of("Try again."), Errno.ECANCELED);
        } catch (RejectedExecutionException e) {
            throw new NbdProblem(Wording.of("was no longer asked"), Wording.of("Try again."), Errno.ECANCELED);
        }
    }

    private void run() {
        try {
            SocketChannel opened = open();
            step = Wording.of("the greeting");
            ClientHandshake handshake = new ClientHandshake(uri, new Link(opened));
            NbdOffer offer = handshake.run();
            if (!result.complete(new Connected(handshake.link(), offer))) {
                abandon();
            }
        } catch (IOException e) {
            fail(problem(e));
        } catch (NbdProblem e) {
            fail(e);
        } catch (RuntimeException e) {
            // Whatever a hostile server provoked: it is that server's child that is refused.
            fail(new NbdProblem(Wording.of("could not be understood ({0})", e.toString()),
                    Wording.of("Check the server."), Errno.EIO));
        }
    }

    private void fail(NbdProblem problem) {
        result.completeExceptionally(problem);
        abandon();
    }

    private SocketChannel open() throws IOException, NbdProblem {
        return switch (uri.address()) {
            case NbdAddress.Tcp(String host, int port) -> {
                InetSocketAddress address = new InetSocketAddress(host, port);
                if (address.isUnresolved()) {
                    throw new NbdProblem(Wording.of("no host has the name '{0}'", host),
                            Wording.of("Correct the name."), Errno.ENOENT);
                }
                SocketChannel tcp = kept(SocketChannel.open());
                tcp.connect(address);
                tcp.setOption(StandardSocketOptions.TCP_NODELAY, true);
                yield tcp;
            }
            case NbdAddress.Unix(Path socket) -> {
                if (!Files.exists(socket)) {
                    throw new NbdProblem(Wording.of("there is no such socket (ENOENT)"),
                            Wording.of("Check its path, and that the server runs."), Errno.ENOENT);
                }
                SocketChannel unix = kept(SocketChannel.open(StandardProtocolFamily.UNIX));
                unix.connect(UnixDomainSocketAddress.of(socket));
                yield unix;
            }
        };
    }

    private synchronized SocketChannel kept(SocketChannel opened) throws IOException {
        channel = opened;
        if (abandoned) {
            opened.close();
        }
        return opened;
    }

    /** Ends the attempt wherever it stands: what it waits for fails as its channel is closed. */
    private synchronized void abandon() {
        abandoned = true;
        if (channel != null) {
            Link.closeQuietly(channel);
        }
    }

    private NbdProblem problem(IOException e) {
        if (e instanceof ConnectException || step.equals(CONNECTION)) {
            String text = String.valueOf(e.getMessage());
            Optional<Errno> errno = Errno.withText(text);
            boolean refused = errno.isPresent() && errno.get().name().equals("ECONNREFUSED");
            return new NbdProblem(
                    refused
                            ? Wording.of("nobody listens there (ECONNREFUSED)")
                            : Wording.of("cannot be reached ({0})", errno.map(Errno::name).orElse(text)),
                    Wording.of("Check host and port, and that the server runs."), errno.orElse(Errno.EIO));
        }
        if (e instanceof ProtocolError) {
            return new NbdProblem(Wording.ofError(e), Wording.of("Check that it is an NBD server."), Errno.EINVAL);
        }
        if (e instanceof EOFException) {
            return new NbdProblem(Wording.of("hung up before it said what it has"),
                    Wording.of("Look into the server's own log."), Errno.EIO);
        }
        return new NbdProblem(Wording.of("was lost while it said what it has ({0})", String.valueOf(e.getMessage())),
                Wording.of("Look into the server's own log."), Errno.EIO);
    }
}
