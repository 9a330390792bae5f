// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * A connection as numbers and bytes. One thread may receive while another sends; both block for as
 * long as the other side lets them, until it is closed by a third.
 */
final class Link implements Closeable {

    private static final int BUFFER = 64 << 10;

    private final ByteChannel channel;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER).limit(0);

    Link(ByteChannel channel) {
        this.channel = channel;
    }

    ByteChannel channel() {
        return channel;
    }

    /** Whether more has come than was asked for. */
    boolean hasMore() {
        return received.hasRemaining();
    }

    int u16() throws IOException {
        return need(Short.BYTES).getShort() & 0xffff;
    }

    int u32() throws IOException {
        return need(Integer.BYTES).getInt();
    }

    long u64() throws IOException {
        return need(Long.BYTES).getLong();
    }

    /** That many bytes. The caller has checked how many it is ready to take. */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        fill(ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** That many bytes as text; what is no UTF-8 is replaced. */
    String text(int count) throws IOException {
        return new String(bytes(count), StandardCharsets.UTF_8);
    }

    /** What has come beyond what was asked for, at most 64 bytes of it. */
    byte[] rest() {
        byte[] rest = new byte[Math.min(64, received.remaining())];
        received.get(received.position(), rest);
        return rest;
    }

    /** Fills the buffer, from its position to its limit. */
    void fill(ByteBuffer into) throws IOException {
        int buffered = Math.min(received.remaining(), into.remaining());
        into.put(into.position(), received, received.position(), buffered);
        into.position(into.position() + buffered);
        received.position(received.position() + buffered);
        while (into.hasRemaining()) {
            if (into.remaining() >= BUFFER) {
                if (channel.read(into) < 0) {
                    throw closed();
                }
            } else {
                ByteBuffer more = need(1);
                int count = Math.min(more.remaining(), into.remaining());
                into.put(into.position(), more, more.position(), count);
                into.position(into.position() + count);
                more.position(more.position() + count);
            }
        }
    }

    /** Passes over that many bytes, 0 or more. */
    void skip(long count) throws IOException {
        for (long left = count; left > 0;) {
            ByteBuffer more = need(1);
            int step = (int) Math.min(left, more.remaining());
            more.position(more.position() + step);
            left -= step;
        }
    }

    private ByteBuffer need(int count) throws IOException {
        if (received.remaining() < count) {
            received.compact();
            while (received.position() < count) {
                if (channel.read(received) < 0) {
                    received.flip();
                    throw closed();
                }
            }
            received.flip();
        }
        return received;
    }

    private static EOFException closed() {
        return new EOFException("closed the connection");
    }

    /** Sends the buffers one after the other, each from its position to its limit. */
    void send(ByteBuffer... parts) throws IOException {
        for (ByteBuffer part : parts) {
            while (part.hasRemaining()) {
                channel.write(part);
            }
        }
    }

    /** Closes, whoever reads or sends: they fail. */
    @Override
    public void close() {
        closeQuietly(channel);
    }

    /** Closes what nothing is expected of any more. */
    static void closeQuietly(Closeable closed) {
        try {
            closed.close();
        } catch (IOException e) {
            // A connection has nothing to lose: what was to last was answered, or is failed by its reader.
            return;
        }
    }
}
