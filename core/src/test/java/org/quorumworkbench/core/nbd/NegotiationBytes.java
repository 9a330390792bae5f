// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** What either side sends when all goes well, and the same with damage. */
final class NegotiationBytes {

    private NegotiationBytes() {}

    /** All that a server sends until it is asked for bytes. */
    static byte[] ofServer() {
        return sent(link -> {
            link.send(ByteBuffer.allocate(18).putLong(Wire.GREETING).putLong(Wire.OPTION).putShort((short) 3).flip());
            new Option.Answer(Wire.STRUCTURED_REPLY, Wire.ACK, new byte[0]).send(link);
            byte[] name = Wire.ALLOCATION.getBytes(StandardCharsets.UTF_8);
            new Option.Answer(Wire.SET_META_CONTEXT, Wire.META_CONTEXT,
                    ByteBuffer.allocate(4 + name.length).putInt(1).put(name).array()).send(link);
            new Option.Answer(Wire.SET_META_CONTEXT, Wire.ACK, new byte[0]).send(link);
            new Option.Answer(Wire.GO, Wire.INFORMATION, ByteBuffer.allocate(12).putShort((short) 0).putLong(4096)
                    .putShort((short) (Wire.HAS_FLAGS | Wire.SEND_DF)).array()).send(link);
            new Option.Answer(Wire.GO, Wire.INFORMATION, ByteBuffer.allocate(14).putShort((short) 3).putInt(512)
                    .putInt(4096).putInt(1 << 20).array()).send(link);
            new Option.Answer(Wire.GO, Wire.ACK, new byte[0]).send(link);
        });
    }

    /**
     * Good answers to a read of 1024 bytes at 0 as request 1 and to a question for holes as request 2.
     */
    static byte[] ofAnswers() {
        return sent(link -> {
            ScriptedServer.data(link, false, 1, 512, 512);
            ScriptedServer.chunk(link, true, Wire.CHUNK_STATUS, 2,
                    ByteBuffer.allocate(20).putInt(1).putInt(512).putInt(3).putInt(3584).putInt(0).flip());
            ScriptedServer.chunk(link, true, Wire.CHUNK_HOLE, 1, ByteBuffer.allocate(12).putLong(0).putInt(512).flip());
        });
    }

    /** All that a client sends that negotiates and then reads, writes and asks for holes. */
    static byte[] ofClient() {
        return sent(link -> {
            link.send(ByteBuffer.allocate(4).putInt(3).flip());
            new Option(Wire.LIST, new byte[0]).send(link);
            new Option(Wire.STRUCTURED_REPLY, new byte[0]).send(link);
            byte[] context = Wire.ALLOCATION.getBytes(StandardCharsets.UTF_8);
            new Option(Wire.SET_META_CONTEXT, ByteBuffer.allocate(16 + context.length).putInt(4)
                    .put("disk".getBytes(StandardCharsets.UTF_8)).putInt(1).putInt(context.length).put(context).array())
                    .send(link);
            new Option(Wire.GO, ByteBuffer.allocate(12).putInt(4).put("disk".getBytes(StandardCharsets.UTF_8))
                    .putShort((short) 1).putShort((short) 3).array()).send(link);
            link.send(new Request(Wire.DF, Wire.READ, 1, 0, 512).encoded());
            link.send(new Request(Wire.FUA, Wire.WRITE, 2, 512, 512).encoded(), ByteBuffer.allocate(512));
            link.send(new Request(0, Wire.WRITE_ZEROES, 3, 512, 512).encoded());
            link.send(new Request(Wire.REQ_ONE, Wire.BLOCK_STATUS, 4, 0, 4096).encoded());
            link.send(new Request(0, Wire.FLUSH, 5, 0, 0).encoded());
            link.send(new Request(0, Wire.DISCONNECT, 6, 0, 0).encoded());
        });
    }

    /** Cut short, with bytes changed, or with bytes put in; sometimes nothing but noise. */
    static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
            }
            case 2 -> {
                int at = random.nextInt(bytes.length);
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
                System.arraycopy(bytes, at, longer, at + 8, bytes.length - at);
                bytes = longer;
            }
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
                }
            }
        }
        return bytes;
    }

    private interface Sending {
        void to(Link link) throws IOException;
    }

    private static byte[] sent(Sending sending) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            sending.to(new Link(new BytesChannel(new byte[0], out)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
