// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.NbdExport.Result;
import org.quorumworkbench.core.nbd.Parting.Way;
import org.quorumworkbench.core.nbd.ServerHandshake.Agreed;

/**
 * One client of a server: its negotiation, then its requests, each of which becomes one of the
 * export's.
 */
final class ServerConnection implements NbdClient {

    private final int number;
    private final ClientOrigin from;
    private final Link raw;
    private final Executor executor;
    private final NbdServerListener listener;
    private final Instant since = Instant.now();
    private final Allowance allowance = new Allowance();
    private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private volatile @Nullable Agreed agreed;
    private volatile @Nullable ReplySender sender;
    private volatile boolean held;

    ServerConnection(int number, ClientOrigin from, Link link, Executor executor, NbdServerListener listener) {
        this.number = number;
        this.from = from;
        this.raw = link;
        this.executor = executor;
        this.listener = listener;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ClientOrigin from() {
        return from;
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public String export() {
        Agreed now = agreed;
        return now == null ? "" : now.export().name();
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public synchronized void hold(boolean hold) {
        held = hold;
        ReplySender now = sender;
        if (now != null) {
            now.hold(hold);
        }
    }

    @Override
    public void disconnect() {
        raw.close();
    }

    /**
     * Serves the client until it goes; blocks the thread for as long.
     *
     * @param limit
     *            how long it may take to choose an export
     * @param gone
     *            done before the listener hears that it has gone
     */
    void run(List<NbdExport> exports, Optional<SSLContext> tls, Duration limit, Runnable gone) {
        listener.connected(this);
        Parting parting = Parting.of(Way.ENDED);
        try {
            CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS, executor)
                    .execute(() -> closeIfUndecided());
            parting = serve(exports, tls);
        } catch (ProtocolError e) {
            parting = Parting.of(Way.BROKE_PROTOCOL, e);
        } catch (EOFException e) {
            parting = Parting.of(Way.AWAY);
        } catch (SSLException e) {
            parting = Parting.of(Way.NO_TLS, e);
        } catch (IOException e) {
            parting = agreed == null ? Parting.of(Way.EARLY) : Parting.of(Way.LOST, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            raw.close();
            allowance.end();
            underWay.values().forEach(future -> future.cancel(true));
            gone.run();
            listener.disconnected(this, parting);
        }
    }

    private void closeIfUndecided() {
        if (agreed == null) {
            raw.close();
        }
    }

    private Parting serve(List<NbdExport> exports, Optional<SSLContext> tls) throws IOException, InterruptedException {
        Optional<Agreed> chosen = new ServerHandshake(raw, exports, tls).run();
        if (chosen.isEmpty()) {
            return Parting.of(Way.CHOSE_NONE);
        }
        Agreed with = chosen.get();
        ReplySender replies = agreed(with);
        listener.began(this);
        while (true) {
            Request request = Request.receive(with.link());
            if (request.command() == Wire.DISCONNECT) {
                return Parting.of(Way.BY_ITSELF);
            }
            long bytes = request.command() == Wire.READ || request.command() == Wire.WRITE ? request.length() : 0;
            if (request.command() == Wire.WRITE && bytes > Wire.MOST_PAYLOAD) {
                throw new ProtocolError(Wording.of("it writes {0} bytes at once", bytes));
            }
            if (!allowance.take(bytes)) {
                return Parting.of(Way.AWAY);
            }
            new Served(with, replies, request, bytes).begin();
        }
    }

    /**
     * Answers are held from the first on if that was asked for before; not both at once, or the older
     * word could win.
     */
    private synchronized ReplySender agreed(Agreed with) {
        agreed = with;
        ReplySender replies = new ReplySender(with.link(), executor);
        sender = replies;
        replies.hold(held);
        return replies;
    }

    /** One request of the client. */
    private final class Served {
        private final Agreed with;
        private final ReplySender replies;
        private final Request request;
        private final long bytes;

        Served(Agreed with, ReplySender replies, Request request, long bytes) {
            this.with = with;
            this.replies = replies;
            this.request = request;
            this.bytes = bytes;
        }

        void begin() throws IOException {
            Optional<ByteBuffer> buffer = bytes > 0 && bytes <= Wire.MOST_PAYLOAD ? buffer() : Optional.empty();
            if (request.command() == Wire.WRITE) {
                if (buffer.isPresent()) {
                    with.link().fill(buffer.get());
                    buffer.get().flip();
                } else {
                    with.link().skip(bytes);
                }
            }
            Optional<Result.Failed> refusal = refusal();
            if (refusal.isPresent()) {
                listener.refused(ServerConnection.this, Wire.command(request.command()), request.offset(),
                        request.length(), refusal.get());
                tell(refusal.get());
            } else if (bytes > 0 && buffer.isEmpty()) {
                tell(new Result.Failed(Errno.ENOMEM, "no memory for " + bytes + " bytes; ask for less at once"));
            } else {
                perform(buffer.orElseGet(() -> ByteBuffer.allocate(0)));
            }
        }

        private Optional<ByteBuffer> buffer() {
            try {
                return Optional.of(ByteBuffer.allocate((int) bytes));
            } catch (OutOfMemoryError e) {
                // One client's request is too large for what is left; the others go on.
                return Optional.empty();
            }
        }

        private Optional<Result.Failed> refusal() {
            int known = Wire.FUA | switch (request.command()) {
                case Wire.READ -> with.structured() ? Wire.DF : 0;
                case Wire.WRITE_ZEROES -> Wire.NO_HOLE;
                case Wire.BLOCK_STATUS -> Wire.REQ_ONE;
                default -> 0;
            };
            boolean writes = request.command() == Wire.WRITE || request.command() == Wire.WRITE_ZEROES;
            boolean outside = request.offset() < 0 || request.offset() > with.export().length()
                    || request.length() > with.export().length() - request.offset();
            boolean unknown = switch (request.command()) {
                case Wire.READ, Wire.WRITE, Wire.WRITE_ZEROES, Wire.FLUSH -> false;
                case Wire.BLOCK_STATUS -> !with.tellsHoles();
                default -> true;
            };
            if (unknown || (request.flags() & ~known) != 0) {
                return refused(Errno.EINVAL, "command " + request.command() + " with flags " + request.flags()
                        + " was not agreed on");
            }
            if (request.command() == Wire.FLUSH) {
                return Optional.empty();
            }
            if (writes && with.export().isReadOnly()) {
                return refused(Errno.EPERM, "the export is read-only");
            }
            if (outside) {
                return refused(writes ? Errno.ENOSPC : Errno.EINVAL, "the range is not on the disk");
            }
            if (request.length() == 0 || bytes > Wire.MOST_PAYLOAD) {
                return refused(Errno.EINVAL, request.length() == 0
                        ? "a request of no bytes"
                        : "a request has at most " + Wire.MOST_PAYLOAD + " bytes");
            }
            return Optional.empty();
        }

        private Optional<Result.Failed> refused(Errno errno, String words) {
            return Optional.of(new Result.Failed(errno, words));
        }

        private void perform(ByteBuffer buffer) {
            NbdExport export = with.export();
            boolean lasting = (request.flags() & Wire.FUA) != 0;
            NbdClient client = ServerConnection.this;
            switch (request.command()) {
                case Wire.READ -> after(export.read(client, request.offset(), buffer), result -> {
                    if (result instanceof Result.Done) {
                        tellBytes(buffer);
                    } else {
                        tell(result);
                    }
                });
                case Wire.WRITE -> after(export.write(client, request.offset(), buffer, lasting), this::tell);
                case Wire.WRITE_ZEROES -> after(
                        export.writeZeroes(client, request.offset(), request.length(), lasting), this::tell);
                case Wire.BLOCK_STATUS -> after(StatusWalk.of(export, client, request.offset(), request.length(),
                        (request.flags() & Wire.REQ_ONE) != 0), this::tellStatus);
                default -> after(export.flush(client), this::tell);
            }
        }

        private <T> void after(CompletableFuture<T> future, Consumer<T> tell) {
            Object ticket = new Object();
            underWay.put(ticket, future);
            future.thenAccept(result -> {
                underWay.remove(ticket);
                tell.accept(result);
            }).exceptionally(e -> {
                underWay.remove(ticket);
                tell(new Result.Failed(Errno.EIO, "the export failed (" + e.getMessage() + ")"));
                return null;
            });
        }

        private void tellBytes(ByteBuffer buffer) {
            heard(new Result.Done());
            ByteBuffer head = with.structured()
                    ? joined(new Answer.Chunk(Wire.DONE, Wire.CHUNK_DATA, request.cookie(),
                            Long.BYTES + buffer.remaining()),
                            ByteBuffer.allocate(Long.BYTES).putLong(request.offset()).flip())
                    : new Answer.Simple(0, request.cookie()).encoded();
            send(head, buffer.duplicate());
        }

        private void tellStatus(List<Exchange.Status> statuses) {
            heard(new Result.Done());
            ByteBuffer told = ByteBuffer.allocate(Integer.BYTES + statuses.size() * 2 * Integer.BYTES)
                    .putInt(ServerHandshake.ALLOCATION);
            statuses.forEach(status -> told.putInt((int) status.length())
                    .putInt(status.zero() ? Wire.STATUS_HOLE | Wire.STATUS_ZERO : 0));
            told.flip();
            send(joined(new Answer.Chunk(Wire.DONE, Wire.CHUNK_STATUS, request.cookie(), told.remaining()), told));
        }

        /** Tells a result without bytes: simply, unless there is something to say of an error. */
        private void tell(Result result) {
            heard(result);
            if (result instanceof Result.Failed(Errno errno, String words) && with.structured()) {
                byte[] text = words.getBytes(StandardCharsets.UTF_8);
                int length = Math.min(text.length, Wire.MOST_TEXT);
                ByteBuffer error = ByteBuffer.allocate(Integer.BYTES + Short.BYTES + length)
                        .putInt(Wire.number(errno)).putShort((short) length).put(text, 0, length).flip();
                send(joined(new Answer.Chunk(Wire.DONE, Wire.CHUNK_ERROR, request.cookie(), error.remaining()),
                        error));
            } else {
                int error = result instanceof Result.Failed failed ? Wire.number(failed.errno()) : 0;
                send(new Answer.Simple(error, request.cookie()).encoded());
            }
        }

        private void send(ByteBuffer... parts) {
            replies.send(() -> allowance.giveBack(bytes), parts);
        }

        private void heard(Result result) {
            listener.answered(ServerConnection.this, Wire.command(request.command()), request.offset(),
                    request.length(), result);
        }

        private static ByteBuffer joined(Answer head, ByteBuffer rest) {
            ByteBuffer first = head.encoded();
            return ByteBuffer.allocate(first.remaining() + rest.remaining()).put(first).put(rest).flip();
        }
    }
}
