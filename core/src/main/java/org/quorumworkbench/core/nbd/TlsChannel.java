// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS over any channel, a Unix socket's too, which an SSLSocket cannot have. One thread may read
 * while another writes.
 */
final class TlsChannel implements ByteChannel {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteChannel below;
    private final SSLEngine engine;
    private final ByteBuffer received;
    private final ByteBuffer plain;
    private final ByteBuffer outgoing;
    private final Object sending = new Object();

    private TlsChannel(ByteChannel below, SSLEngine engine) {
        this.below = below;
        this.engine = engine;
        this.received = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize()).limit(0);
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
        this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    /**
     * Agrees on keys with the other side; blocks.
     *
     * @throws SSLException
     *             if they cannot agree, or a certificate is not believed
     */
    static TlsChannel over(ByteChannel below, SSLEngine engine) throws IOException {
        TlsChannel channel = new TlsChannel(below, engine);
        engine.beginHandshake();
        channel.shakeHands();
        return channel;
    }

    /** The protocol's version: {@code TLSv1.3}. */
    String version() {
        return engine.getSession().getProtocol();
    }

    private void shakeHands() throws IOException {
        for (HandshakeStatus next = engine.getHandshakeStatus(); next != HandshakeStatus.NOT_HANDSHAKING
                && next != HandshakeStatus.FINISHED; next = engine.getHandshakeStatus()) {
            switch (next) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap(NOTHING);
                default -> {
                    if (unwrap() < 0) {
                        throw new EOFException("closed the connection");
                    }
                }
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Takes one record apart, reading what it needs; -1 at the end. */
    private int unwrap() throws IOException {
        plain.compact();
        try {
            while (true) {
                SSLEngineResult result = engine.unwrap(received, plain);
                switch (result.getStatus()) {
                    case OK -> {
                        return result.bytesProduced();
                    }
                    case CLOSED -> {
                        return -1;
                    }
                    case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS has them");
                    case BUFFER_UNDERFLOW -> {
                        received.compact();
                        int count = below.read(received);
                        received.flip();
                        if (count < 0) {
                            return -1;
                        }
                    }
                }
            }
        } finally {
            plain.flip();
        }
    }

    private void wrap(ByteBuffer source) throws IOException {
        synchronized (sending) {
            outgoing.clear();
            SSLEngineResult result = engine.wrap(source, outgoing);
            outgoing.flip();
            while (outgoing.hasRemaining()) {
                below.write(outgoing);
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new EOFException("closed the connection");
            }
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!plain.hasRemaining()) {
            if (unwrap() < 0) {
                return -1;
            }
            // A new key or a ticket may want an answer.
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_TASK -> runTasks();
                default -> {
                    continue;
                }
            }
        }
        int count = Math.min(plain.remaining(), into.remaining());
        into.put(plain.slice(plain.position(), count));
        plain.position(plain.position() + count);
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int count = from.remaining();
        synchronized (sending) {
            while (from.hasRemaining()) {
                wrap(from);
            }
        }
        return count;
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    /** Closes at once, whoever reads or writes; NBD says itself where its messages end. */
    @Override
    public void close() throws IOException {
        below.close();
    }
}
