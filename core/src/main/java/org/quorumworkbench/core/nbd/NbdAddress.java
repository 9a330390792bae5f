// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

        private static final int LAST_PORT = 65535;
        private static final Pattern WRITTEN = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*):([0-9]{1,5})");

        /**
         * What is written {@code HOST:PORT}, an IPv6 address in brackets, no host for this machine's own;
         * empty if the text is none.
         */
        public static Optional<Tcp> written(String text) {
            Matcher parts = WRITTEN.matcher(text);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
                return Optional.empty();
            }
            String host = parts.group(1).replaceAll("[\\[\\]]", "");
            return Optional.of(new Tcp(host.isEmpty() ? "127.0.0.1" : host, Integer.parseInt(parts.group(2))));
        }

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
