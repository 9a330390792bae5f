// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.config.OpenedQuorum.Access;

/** Exports are connected to at once. */
class ConnectingTest {

    @TempDir
    private Path folder;

    private static ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    /** The first server says nothing until somebody has come to the second. */
    @Test
    void aServerThatIsSlowToGreetKeepsNobodyFromTheOthers() throws Exception {
        Path first = folder.resolve("1");
        Path second = folder.resolve("2");
        try (ServerSocketChannel one = listen(first);
                ServerSocketChannel other = listen(second);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Boolean> came = CompletableFuture.supplyAsync(() -> accepted(other), executor);
            CompletableFuture<Boolean> waited = CompletableFuture.supplyAsync(() -> {
                try (SocketChannel client = one.accept()) {
                    return client.isConnected() && came.join();
                } catch (IOException e) {
                    return false;
                }
            }, executor);
            Configuration configuration = new ConfigurationReader(folder, Adjustments.NONE)
                    .read(List.of("nbd+unix:///?socket=" + first, "nbd+unix:///?socket=" + second));
            assertThrows(ConfigurationProblem.class, () -> OpenedQuorum.open(configuration, Access.EXAMINE, _ -> {}));
            assertTrue(waited.get(30, TimeUnit.SECONDS));
        }
    }

    private static boolean accepted(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            return client.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
