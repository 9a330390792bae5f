// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running qemu-storage-daemon: commanded over QMP, and its quorum asked over NBD with simple
 * replies, so that one NBD request is one request to the quorum. For one thread.
 */
final class QemuDaemon implements AutoCloseable {

    /** What came of an NBD request: 0 or an error number, and the bytes of a read. */
    record Answer(int error, ByteBuffer bytes) {}

    static final int READ = 0;
    static final int WRITE = 1;
    static final int FLUSH = 3;
    static final int TRIM = 4;
    static final int WRITE_ZEROES = 6;
    static final int NO_HOLE = 2;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final long NBD_MAGIC = 0x49484156454F5054L;
    private static final int NBD_OPTION_GO = 7;
    private static final int NBD_REPLY_ACK = 1;

    private final Process process;
    private final SocketChannel monitor;
    private final BufferedReader replies;
    private final Path nbdSocket;
    private final List<JsonNode> events = new ArrayList<>();
    private int commands;

    private QemuDaemon(Process process, SocketChannel monitor, Path nbdSocket) {
        this.process = process;
        this.monitor = monitor;
        this.replies = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(monitor), StandardCharsets.UTF_8));
        this.nbdSocket = nbdSocket;
    }

    /** Starts one; it calls back on the monitor's socket when it is ready. */
    static QemuDaemon start(Path folder) throws IOException {
        Path nbd = folder.resolve("n");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("q"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            Process process = new ProcessBuilder("qemu-storage-daemon", "--nbd-server",
                    "addr.type=unix,addr.path=" + nbd, "--chardev",
                    "socket,id=m,path=" + address.getPath() + ",server=off", "--monitor", "chardev=m")
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
            QemuDaemon daemon = new QemuDaemon(process, server.accept(), nbd);
            daemon.command("qmp_capabilities", Map.of());
            return daemon;
        }
    }

    /** Its reply; events that come before are kept. */
    JsonNode command(String execute, Map<String, ?> arguments) throws IOException {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("execute", execute);
        command.put("arguments", arguments);
        command.put("id", ++commands);
        Channels.newOutputStream(monitor)
                .write((MAPPER.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
        while (true) {
            String line = replies.readLine();
            if (line == null) {
                throw new EOFException("the monitor of qemu-storage-daemon is gone");
            }
            JsonNode message = MAPPER.readTree(line);
            if (message.has("event")) {
                events.add(message);
            } else if (message.path("id").asInt(0) == commands) {
                return message;
            }
        }
    }

    /** As {@link #command}, which must succeed. */
    void done(String execute, Map<String, ?> arguments) throws IOException {
        JsonNode reply = command(execute, arguments);
        if (reply.has("error")) {
            throw new IOException(execute + " " + arguments + ": " + reply);
        }
    }

    /** The quorum's events since the last time, without their time. */
    List<Map<String, Object>> takeEvents() throws IOException {
        command("query-block-exports", Map.of());
        List<Map<String, Object>> taken = new ArrayList<>();
        for (JsonNode event : events) {
            if (event.path("event").asString().startsWith("QUORUM_")) {
                taken.add(Map.of("event", event.path("event"), "data", event.path("data")));
            }
        }
        events.clear();
        return taken;
    }

    /** A connection to the export of that name. */
    Nbd connect(String export) throws IOException {
        return new Nbd(SocketChannel.open(UnixDomainSocketAddress.of(nbdSocket)), export);
    }

    /** An NBD connection: fixed newstyle, simple replies. */
    static final class Nbd implements AutoCloseable {

        private final SocketChannel channel;
        private final DataInputStream in;
        private final DataOutputStream out;
        private long handle;

        private Nbd(SocketChannel channel, String export) throws IOException {
            this.channel = channel;
            this.in = new DataInputStream(Channels.newInputStream(channel));
            this.out = new DataOutputStream(Channels.newOutputStream(channel));
            in.readNBytes(18);
            out.writeInt(3);
            byte[] name = export.getBytes(StandardCharsets.UTF_8);
            out.writeLong(NBD_MAGIC);
            out.writeInt(NBD_OPTION_GO);
            out.writeInt(4 + name.length + 2);
            out.writeInt(name.length);
            out.write(name);
            out.writeShort(0);
            out.flush();
            for (int type = 0; type != NBD_REPLY_ACK;) {
                in.readLong();
                in.readInt();
                type = in.readInt();
                in.readNBytes(in.readInt());
                if (type < 0) {
                    throw new IOException("qemu-storage-daemon refuses the export " + export);
                }
            }
        }

        Answer ask(int command, int flags, long offset, int length, byte[] payload) throws IOException {
            out.writeInt(0x25609513);
            out.writeShort(flags);
            out.writeShort(command);
            out.writeLong(++handle);
            out.writeLong(offset);
            out.writeInt(length);
            out.write(payload);
            out.flush();
            in.readInt();
            int error = in.readInt();
            in.readLong();
            return new Answer(error, ByteBuffer.wrap(in.readNBytes(command == READ && error == 0 ? length : 0)));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Ends the daemon and waits for it: then the files hold all that was written. */
    @Override
    public void close() throws IOException {
        try {
            command("quit", Map.of());
        } finally {
            monitor.close();
            process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join().destroyForcibly();
        }
    }
}
