// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.Answer.Chunk;
import org.quorumworkbench.core.nbd.Answer.Simple;

/**
 * A connection that is ready for requests. Up to {@link #IN_FLIGHT} are on their way at a time, the
 * others wait in order. One task on the executor receives for as long as the connection lives,
 * another sends while there is something to send; both block. When it ends, every request that is
 * not answered fails with EIO at once; they are failed by the receiving task alone, so that no
 * buffer is given back while bytes may still be put into it.
 */
final class NbdConnection {

    private static final Wording CLOSED = Wording.of("the connection was closed");

    /** Measured: four keep a server busy, eight gain nothing. */
    static final int IN_FLIGHT = 4;

    private static final Duration LEAVING = Duration.ofMillis(100);

    private final Link link;
    private final NbdOffer offer;
    private final Executor executor;
    private final BiConsumer<NbdConnection, Wording> onEnd;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private final Map<Long, Exchange> sent = new HashMap<>();
    private long cookies;
    /** Held while a request is put on the wire. */
    private final ReentrantLock wire = new ReentrantLock();
    private boolean sending;
    private boolean leaving;
    private boolean retired;
    private boolean ended;
    private @Nullable Wording reason;

    /**
     * @param onEnd
     *            told once, with the reason as the part of a sentence about the server; must not block
     */
    NbdConnection(Dial.Connected connected, Executor executor, BiConsumer<NbdConnection, Wording> onEnd) {
        this.link = connected.link();
        this.offer = connected.offer();
        this.executor = executor;
        this.onEnd = onEnd;
    }

    NbdOffer offer() {
        return offer;
    }

    /** Begins to receive. */
    void start() {
        try {
            executor.execute(this::receive);
        } catch (RejectedExecutionException e) {
            end(Wording.of("it is no longer asked"));
        }
    }

    /** Asks the server; the exchange fails with EIO if the connection has ended. */
    void submit(Exchange exchange) {
        boolean lost;
        boolean begins;
        synchronized (this) {
            lost = ended;
            begins = !ended && !leaving && !sending && sent.size() < IN_FLIGHT;
            sending |= begins;
            if (!ended) {
                waiting.add(exchange);
            }
        }
        if (lost) {
            exchange.lose();
        } else if (begins) {
            sendLater();
        }
    }

    private void sendLater() {
        try {
            executor.execute(this::sendAll);
        } catch (RejectedExecutionException e) {
            link.close();
        }
    }

    /** A request to send, and its cookie. */
    private record Next(Exchange exchange, long cookie) {}

    private void sendAll() {
        try {
            for (Next next = next(); next != null; next = next()) {
                ByteBuffer request = next.exchange().request(next.cookie()).encoded();
                wire.lock();
                try {
                    link.send(request, next.exchange().payload());
                } finally {
                    wire.unlock();
                }
            }
        } catch (IOException e) {
            // The receiving task is woken by it, and fails what is under way.
            note(lost(e));
            link.close();
        }
    }

    private synchronized @Nullable Next next() {
        while (!ended && !leaving && sent.size() < IN_FLIGHT && !waiting.isEmpty()) {
            Exchange exchange = waiting.remove();
            if (exchange.send()) {
                sent.put(++cookies, exchange);
                return new Next(exchange, cookies);
            }
        }
        sending = false;
        return null;
    }

    private void receive() {
        try {
            while (!isOver()) {
                receiveOne();
            }
            close();
            end(CLOSED);
        } catch (ProtocolError e) {
            end(Wording.of("the server {0}", Wording.ofError(e)));
        } catch (IOException e) {
            end(e instanceof EOFException ? Wording.of("the connection was lost (the server closed it)") : lost(e));
        } catch (RuntimeException e) {
            end(Wording.of("the server could not be understood ({0})", e.toString()));
        }
    }

    private synchronized boolean isOver() {
        return retired && sent.isEmpty() && waiting.isEmpty();
    }

    private void receiveOne() throws IOException {
        switch (Answer.receive(link)) {
            case Simple(int error, long cookie) -> {
                Exchange exchange = exchange(cookie);
                if (exchange.command == Wire.BLOCK_STATUS || (exchange.command == Wire.READ && offer.structured())) {
                    throw new ProtocolError(Wording.of("it answered simply where structured replies were agreed on"));
                }
                if (error != 0) {
                    exchange.takeError(error, "");
                } else if (exchange.command == Wire.READ) {
                    exchange.takeData(link, exchange.offset, exchange.length);
                }
                finish(cookie, exchange);
            }
            case Chunk chunk -> receive(chunk);
        }
    }

    private void receive(Chunk chunk) throws IOException {
        if (!offer.structured()) {
            throw new ProtocolError(Wording.of("it sent a structured reply, which was not agreed on"));
        }
        Exchange exchange = exchange(chunk.cookie());
        if (chunk.isError()) {
            receiveError(chunk, exchange);
        } else {
            receivePart(chunk, exchange);
        }
        if (chunk.isLast()) {
            finish(chunk.cookie(), exchange);
        }
    }

    private void receivePart(Chunk chunk, Exchange exchange) throws IOException {
        switch (chunk.type()) {
            case Wire.CHUNK_NONE -> {
                if (chunk.length() != 0 || !chunk.isLast()) {
                    throw new ProtocolError(Wording.of("it sent a part with nothing in it"));
                }
            }
            case Wire.CHUNK_DATA -> {
                if (chunk.length() <= Long.BYTES) {
                    throw new ProtocolError(Wording.of("it sent a part of data without data"));
                }
                exchange.takeData(link, link.u64(), chunk.length() - Long.BYTES);
            }
            case Wire.CHUNK_HOLE -> {
                if (chunk.length() != Long.BYTES + Integer.BYTES) {
                    throw new ProtocolError(Wording.of("it sent a hole in {0} bytes", chunk.length()));
                }
                exchange.takeHole(link.u64(), Integer.toUnsignedLong(link.u32()));
            }
            case Wire.CHUNK_STATUS -> exchange.takeStatus(link, offer.allocation().orElse(-1), chunk.length());
            default -> throw new ProtocolError(Wording.of("it sent a part of type {0}", chunk.type()));
        }
    }

    private void receiveError(Chunk chunk, Exchange exchange) throws IOException {
        int head = Integer.BYTES + Short.BYTES;
        if (chunk.length() < head || chunk.length() > head + Wire.MOST_TEXT + Long.BYTES) {
            throw new ProtocolError(Wording.of("it sent an error in {0} bytes", chunk.length()));
        }
        int number = link.u32();
        int text = link.u16();
        if (text > chunk.length() - head) {
            throw new ProtocolError(Wording.of("it sent an error whose text is longer than the error"));
        }
        exchange.takeError(number, ClientHandshake.text(link.bytes(text), 0, text));
        link.skip(chunk.length() - head - text);
    }

    private synchronized Exchange exchange(long cookie) throws IOException {
        Exchange exchange = sent.get(cookie);
        if (exchange == null) {
            throw new ProtocolError(Wording.of("it answered what was not asked"));
        }
        return exchange;
    }

    /** Whoever waited for the answer finds nothing of it under way any more, and may close. */
    private void finish(long cookie, Exchange exchange) throws IOException {
        Reply<Reply.Done> result = exchange.result();
        boolean begins;
        synchronized (this) {
            sent.remove(cookie);
            begins = !sending && !leaving && !waiting.isEmpty();
            sending |= begins;
        }
        exchange.answer().complete(result);
        if (begins) {
            sendLater();
        }
    }

    /** Keeps the first reason. */
    private synchronized void note(Wording why) {
        if (reason == null) {
            reason = why;
        }
    }

    private static Wording lost(IOException why) {
        return Wording.of("the connection was lost ({0})", Wording.ofError(why));
    }

    private void end(Wording why) {
        note(why);
        link.close();
        List<Exchange> lost;
        Wording first;
        synchronized (this) {
            ended = true;
            lost = new ArrayList<>(sent.values());
            lost.addAll(waiting);
            sent.clear();
            waiting.clear();
            first = reason == null ? why : reason;
        }
        onEnd.accept(this, first);
        lost.forEach(Exchange::lose);
    }

    /** Takes no more requests; goes when what is under way is answered. */
    void retire() {
        boolean idle;
        synchronized (this) {
            retired = true;
            idle = sent.isEmpty() && waiting.isEmpty();
        }
        if (idle) {
            close();
        }
    }

    /**
     * Gives the connection up: politely if nothing is under way, when a few bytes cannot block; else at
     * once.
     */
    void close() {
        note(CLOSED);
        boolean idle;
        synchronized (this) {
            idle = sent.isEmpty() && waiting.isEmpty() && !ended && !leaving;
            leaving = true;
        }
        if (idle && isSent()) {
            try {
                link.send(new Request(0, Wire.DISCONNECT, 0, 0, 0).encoded());
            } catch (IOException e) {
                note(lost(e));
            } finally {
                wire.unlock();
            }
        }
        link.close();
    }

    /**
     * Whether the last request has left, now that it was answered: the wire is then kept. The task that
     * sent it may not have come back yet; a server that answers what it has not received holds nobody
     * up.
     */
    private boolean isSent() {
        try {
            return wire.tryLock(LEAVING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
