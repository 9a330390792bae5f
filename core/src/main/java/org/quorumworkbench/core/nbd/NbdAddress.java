// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a server listens. */
public sealed interface NbdAddress {

    /** The port of NBD where none is named. */
    int PORT = 10809;

    /**
     * A port of a host.
     *
     * @param host
     *            a name or a literal address, an IPv6 one without brackets
     * @param port
     *            1 to 65535; a server may be started on 0 and then tells which it got
     */
    record Tcp(String host, int port) implements NbdAddress {

        /**
         * Whether it is this machine's own, which nobody else reaches; may ask for the host's address, and
         * block.
         */
        public boolean isLoopback() {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A socket in the file system. */
    record Unix(Path socket) implements NbdAddress {

        /** What fits into sun_path beside its terminating zero, on Linux. */
        static final int LONGEST = 107;

        /** Whether the system can have a socket of that name: its path is short enough. */
        public boolean isPossible() {
            return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        }

        @Override
        public String toString() {
            return socket.toString();
        }
    }
}
