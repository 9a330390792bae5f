// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A server that sends what a test has written, right or wrong, to each client in turn. */
final class ScriptedServer implements AutoCloseable {

    /** What is done with one client; the connection ends with it. */
    interface Script {
        void run(Link link) throws IOException;
    }

    private final ServerSocketChannel channel;
    private final NbdUri uri;

    private ScriptedServer(ServerSocketChannel channel, NbdUri uri) {
        this.channel = channel;
        this.uri = uri;
    }

    /** One script for each client; after the last nobody is accepted any more. */
    static ScriptedServer start(Path socket, ExecutorService executor, Script... scripts) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket));
        executor.execute(() -> {
            for (Script script : scripts) {
                try (SocketChannel client = channel.accept()) {
                    script.run(new Link(client));
                } catch (IOException e) {
                    // The client has gone, or the test is over.
                }
            }
        });
        return new ScriptedServer(channel, new NbdUri(new NbdAddress.Unix(socket), "disk", Optional.empty()));
    }

    NbdUri uri() {
        return uri;
    }

    static void say(Link link, String text) throws IOException {
        link.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static void greet(Link link) throws IOException {
        link.send(ByteBuffer.allocate(18).putLong(Wire.GREETING).putLong(Wire.OPTION).putShort((short) 3).flip());
        link.u32();
    }

    /** Answers one option with one answer. */
    static void answer(Link link, int type, byte... data) throws IOException {
        Option.Head head = Option.Head.receive(link);
        link.skip(head.length());
        new Option.Answer(head.number(), type, data).send(link);
    }

    /** Goes through a whole negotiation with structured replies and {@code base:allocation} as 9. */
    static void negotiate(Link link, long length, int flags) throws IOException {
        greet(link);
        answer(link, Wire.ACK);
        Option.Head context = Option.Head.receive(link);
        link.skip(context.length());
        byte[] name = Wire.ALLOCATION.getBytes(StandardCharsets.UTF_8);
        new Option.Answer(context.number(), Wire.META_CONTEXT,
                ByteBuffer.allocate(4 + name.length).putInt(9).put(name).array()).send(link);
        new Option.Answer(context.number(), Wire.ACK, new byte[0]).send(link);
        Option.Head go = Option.Head.receive(link);
        link.skip(go.length());
        new Option.Answer(go.number(), Wire.INFORMATION, ByteBuffer.allocate(12).putShort((short) 0).putLong(length)
                .putShort((short) (flags | Wire.HAS_FLAGS)).array()).send(link);
        new Option.Answer(go.number(), Wire.ACK, new byte[0]).send(link);
    }

    static void chunk(Link link, boolean last, int type, long cookie, ByteBuffer data) throws IOException {
        link.send(new Answer.Chunk(last ? Wire.DONE : 0, type, cookie, data.remaining()).encoded(), data);
    }

    static void data(Link link, boolean last, long cookie, long offset, int count) throws IOException {
        chunk(link, last, Wire.CHUNK_DATA, cookie, ByteBuffer.allocate(8 + count).putLong(0, offset));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
