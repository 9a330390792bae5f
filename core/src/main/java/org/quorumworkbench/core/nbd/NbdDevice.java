// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.Tail;
import org.quorumworkbench.core.block.Unanswered;

/**
 * An export of an NBD server as a disk.
 *
 * <ul>
 * <li>A read is one request to the server, unless the server takes only smaller ones; it is widened
 * to the server's smallest block. DF is set wherever it is offered: QEMU's server ends the
 * connection at the first bad sector without it (measured with 7.2).
 * <li>A connection that is lost fails what is under way with EIO at once, and what comes while it
 * is lost; no request is repeated. It is made again in the background.
 * <li>A server that does not answer leaves the request incomplete.
 * <li>The executor's threads are blocked by the connection, one for as long as it lives: virtual
 * ones are best.
 * </ul>
 */
public final class NbdDevice implements BlockDevice {

    private final NbdLine line;
    private final HoleMap holes;
    private final boolean readOnly;
    private final Executor executor;
    /** Who is told to keep everybody waiting. */
    private final Supplier<String> name;
    private volatile long length;
    private volatile String lastError = "";

    private NbdDevice(NbdLine line, boolean readOnly, Executor executor) {
        this(line, readOnly, executor, () -> line.uri().toString());
    }

    private NbdDevice(NbdLine line, boolean readOnly, Executor executor, Supplier<String> name) {
        this.name = name;
        this.line = line;
        this.holes = new HoleMap(line);
        this.readOnly = readOnly;
        this.executor = executor;
        this.length = line.offer().length();
    }

    /**
     * Connects, to read only; blocks, but not longer than ten seconds.
     *
     * @throws NbdProblem
     *             if there is no such export to be had
     */
    public static NbdDevice open(NbdUri uri, Executor executor) throws NbdProblem {
        return new NbdDevice(NbdLine.connect(uri, executor, Patience.STANDARD), true, executor);
    }

    /**
     * As {@link #open}, where the server is one of our own that nobody knows.
     *
     * @param name
     *            of the disk that it serves, for who waits for it
     */
    public static NbdDevice open(NbdUri uri, Executor executor, Supplier<String> name) throws NbdProblem {
        return new NbdDevice(NbdLine.connect(uri, executor, Patience.STANDARD), true, executor, name);
    }

    /**
     * Connects to read and to write, only where a person expressly wants the export's own bytes
     * changed; blocks, but not longer than ten seconds. Writes are refused all the same where the
     * server takes none.
     */
    public static NbdDevice openWritable(NbdUri uri, Executor executor) throws NbdProblem {
        NbdLine line = NbdLine.connect(uri, executor, Patience.STANDARD);
        return new NbdDevice(line, line.offer().isReadOnly(), executor);
    }

    /** As the others, with other limits. */
    static NbdDevice open(NbdUri uri, Executor executor, Patience patience, boolean writable) throws NbdProblem {
        return new NbdDevice(NbdLine.connect(uri, executor, patience), !writable, executor);
    }

    public NbdUri uri() {
        return line.uri();
    }

    /** How it stands with the server now. */
    public NbdState state() {
        return line.state();
    }

    /**
     * Hears every change of the state, on a thread of the executor; must not block.
     *
     * @return what ends the hearing
     */
    public Runnable onState(Consumer<NbdState> listener) {
        return line.onState(listener);
    }

    /** What the server said of the last request that it failed; empty if none failed. */
    public Optional<String> lastError() {
        return lastError.isEmpty() ? Optional.empty() : Optional.of(lastError);
    }

    @Override
    public Reply<Long> length() {
        return Reply.ok(length);
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        if (!Tail.readable(offset, into.remaining(), length)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        int count = Math.clamp(length - offset, 0, into.remaining());
        Tail.zero(into, into.position() + count, into.limit());
        NbdOffer offer = line.offer();
        long from = offer.sizes().down(offset);
        long to = offer.sizes().up(offset + count, length);
        boolean widened = from != offset || to != offset + count;
        if (count == 0) {
            return completedFuture(Reply.done());
        }
        if (to - from > Integer.MAX_VALUE - 8) {
            return completedFuture(Reply.failed(Errno.ENOMEM));
        }
        ByteBuffer target = widened
                ? ByteBuffer.allocate((int) (to - from))
                : into.duplicate().limit(into.position() + count);
        int base = target.position();
        List<Exchange> parts = new ArrayList<>(1);
        for (BlockSizes.Piece piece : offer.sizes().pieces(from, to)) {
            int at = base + (int) (piece.offset() - from);
            parts.add(new Exchange(Wire.READ, offer.has(Wire.SEND_DF) && offer.structured() ? Wire.DF : 0,
                    piece.offset(), piece.length(), target.duplicate().limit(at + piece.length()).position(at)));
        }
        CompletableFuture<Reply<Done>> answer = submit(parts);
        return widened
                ? answer.thenApply(reply -> {
                    if (reply.isOk()) {
                        into.put(into.position(), target, (int) (offset - from), count);
                    }
                    return reply;
                })
                : answer;
    }

    /**
     * Writes whole blocks as the server has them; others are refused with EINVAL, because reading and
     * writing what lies around them could undo another's write.
     */
    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        NbdOffer offer = line.offer();
        Optional<Errno> refusal = refusal(offer, offset, from.remaining());
        if (refusal.isPresent()) {
            return completedFuture(Reply.failed(refusal.get()));
        }
        List<Exchange> parts = new ArrayList<>(1);
        for (BlockSizes.Piece piece : offer.sizes().pieces(offset, offset + from.remaining())) {
            int at = from.position() + (int) (piece.offset() - offset);
            parts.add(new Exchange(Wire.WRITE, 0, piece.offset(), piece.length(),
                    from.duplicate().limit(at + piece.length()).position(at)));
        }
        holes.forget();
        return submit(parts);
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
        NbdOffer offer = line.offer();
        Optional<Errno> refusal = refusal(offer, offset, count);
        if (refusal.isPresent() || !offer.has(Wire.SEND_WRITE_ZEROES)) {
            return completedFuture(Reply.failed(refusal.orElse(Errno.EOPNOTSUPP)));
        }
        List<Exchange> parts = new ArrayList<>(1);
        for (long at = offset; at < offset + count; at += HoleMap.MOST) {
            parts.add(new Exchange(Wire.WRITE_ZEROES, 0, at, Math.min(HoleMap.MOST, offset + count - at), null));
        }
        holes.forget();
        return submit(parts);
    }

    private Optional<Errno> refusal(NbdOffer offer, long offset, long count) {
        if (readOnly) {
            return Optional.of(Errno.EROFS);
        }
        if (!Tail.writable(offset, count, length)) {
            return Optional.of(Errno.EIO);
        }
        return offer.sizes().isAligned(offset, count) ? Optional.empty() : Optional.of(Errno.EINVAL);
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return readOnly || !line.offer().has(Wire.SEND_FLUSH)
                ? completedFuture(Reply.done())
                : submit(List.of(new Exchange(Wire.FLUSH, 0, 0, 0, null)));
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        if (count <= 0 || !Tail.readable(offset, count, length)) {
            return completedFuture(Reply.failed(Errno.EINVAL));
        }
        return holes.ask(offset, count, length);
    }

    /**
     * Asks the server, and waits for its answer for a few seconds; a server that is later tells no
     * holes.
     */
    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long count) {
        return count <= 0 || !Tail.readable(offset, count, length)
                ? Optional.of(Reply.failed(Errno.EINVAL))
                : holes.askAndWait(offset, count, length);
    }

    /** Connects anew: NBD tells an export's length at no other time. */
    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        CompletableFuture<Reply<Done>> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> answer.complete(reopenNow()));
        } catch (RejectedExecutionException e) {
            answer.complete(Reply.failed(Errno.ECANCELED));
        }
        return answer;
    }

    private Reply<Done> reopenNow() {
        try {
            line.renew();
            length = line.offer().length();
            holes.reset();
            return Reply.done();
        } catch (NbdProblem e) {
            lastError = uri() + ": " + e.reason();
            return Reply.failed(e.errno());
        }
    }

    @Override
    public void close() {
        line.close();
    }

    /** Asks for all parts at once; the first of them that fails, in order, is the answer. */
    private CompletableFuture<Reply<Done>> submit(List<Exchange> parts) {
        Unanswered.Question asked = Unanswered.of(name);
        CompletableFuture<Reply<Done>> answer = submitted(parts);
        var _ = answer.whenComplete((_, _) -> asked.close());
        return answer;
    }

    private CompletableFuture<Reply<Done>> submitted(List<Exchange> parts) {
        if (parts.size() == 1) {
            Exchange only = parts.getFirst();
            line.submit(only);
            return only.answer().thenApply(reply -> heard(only, reply));
        }
        Pending<Reply<Done>> answer = new Pending<>(() -> parts.forEach(part -> part.answer().cancel(false)));
        CompletableFuture<?>[] answers = parts.stream().map(Exchange::answer).toArray(CompletableFuture<?>[]::new);
        parts.forEach(line::submit);
        CompletableFuture.allOf(answers).thenRun(() -> {
            Reply<Done> all = Reply.done();
            for (Exchange part : parts) {
                Reply<Done> one = heard(part, part.answer().join());
                all = all.isOk() ? one : all;
            }
            answer.complete(all);
        }).exceptionally(e -> {
            answer.complete(Reply.failed(Errno.EIO));
            return null;
        });
        return answer;
    }

    private Reply<Done> heard(Exchange exchange, Reply<Done> reply) {
        if (reply instanceof Reply.Failed<Done>(Errno errno) && exchange.isFromServer()) {
            lastError = errno.name() + " (as the NBD server tells it)"
                    + (exchange.words().isEmpty() ? "" : ": " + exchange.words());
        }
        return reply;
    }
}
