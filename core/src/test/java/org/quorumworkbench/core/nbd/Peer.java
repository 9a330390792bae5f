// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Another program that speaks NBD: a server that runs beside the test, or a client that ends. */
public final class Peer implements AutoCloseable {

    /** What a client came to. */
    public record Answer(int status, String text) {}

    private static final int SECONDS = 60;

    private final Process process;

    private Peer(Process process) {
        this.process = process;
    }

    /** Runs a client to its end. */
    public static Answer run(Path folder, String... words) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "client", ".log");
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", words) + " did not end");
        }
        return new Answer(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    /** Starts a server, and waits until it greets at that socket. */
    public static Peer serve(Path socket, String... words) throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(socket.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile()).start();
        Peer peer = new Peer(process);
        // It greets when it is ready: waiting for its end is waiting for a little while.
        for (int i = 0; i < SECONDS * 20; i++) {
            if (greets(socket)) {
                return peer;
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        peer.close();
        throw new IOException(String.join(" ", words) + ": " + Files.readString(folder.resolve("server.log")));
    }

    /** nbdkit in the foreground, ending with the test. */
    public static Peer nbdkit(Path socket, String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of("nbdkit", "--foreground", "--exit-with-parent", "--unix", socket.toString()));
        line.addAll(List.of(words));
        return serve(socket, line.toArray(String[]::new));
    }

    private static boolean greets(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel.read(ByteBuffer.allocate(8)) == 8;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it without giving it time for anything. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it has ended by itself. */
    public boolean awaitEnd() throws InterruptedException {
        return process.waitFor(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
