// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/** The other side as bytes that it has sent already; it takes all that it is sent. */
final class BytesChannel implements ByteChannel {

    private final ByteBuffer in;
    private final ByteArrayOutputStream out;
    private volatile boolean open = true;

    BytesChannel(byte[] in, ByteArrayOutputStream out) {
        this.in = ByteBuffer.wrap(in);
        this.out = out;
    }

    @Override
    public int read(ByteBuffer into) {
        if (!in.hasRemaining()) {
            return -1;
        }
        int count = Math.min(in.remaining(), into.remaining());
        into.put(in.slice(in.position(), count));
        in.position(in.position() + count);
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer from) {
        int count = from.remaining();
        byte[] bytes = new byte[count];
        from.get(bytes);
        out.writeBytes(bytes);
        return count;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
