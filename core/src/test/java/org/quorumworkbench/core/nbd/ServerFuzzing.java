// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.MemoryDevice;

/** A server that hears given bytes: it must serve or disconnect who sent them. */
final class ServerFuzzing {

    private ServerFuzzing() {}

    /** Serves a client that has sent these bytes; what the server answered. */
    static byte[] serve(byte[] bytes) {
        List<String> gone = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ServerConnection connection = new ServerConnection(1, new ClientOrigin.ThisMachine(),
                new Link(new BytesChannel(bytes, out)),
                Runnable::run, new NbdServerListener() {
                    @Override
                    public void disconnected(NbdClient client, Parting parting) {
                        gone.add(parting.words());
                    }
                });
        connection.run(List.of(new DeviceExport("disk", new MemoryDevice(4096, false), false)), Optional.empty(),
                Duration.ofDays(1), () -> {});
        assertEquals(1, gone.size());
        assertTrue(!gone.getFirst().isBlank());
        return out.toByteArray();
    }
}
