// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a person wants the open quorum served.
 *
 * @param address
 *            as it was typed, {@code HOST:PORT}; counts only for {@link Place#ADDRESS}
 * @param certificates
 *            the folder with the server's certificate and key; then TLS is insisted on
 * @param scratch
 *            where clients' writes go; absent if they only read
 */
public record ServeWish(Place place, String address, Optional<Path> certificates, Optional<Scratch> scratch) {

    /** For the person alone, and nothing can be written. */
    public static final ServeWish USUAL = new ServeWish(Place.SOCKET, "", Optional.empty(), Optional.empty());

    /** Where a server listens. */
    public enum Place {
        /** At a Unix socket in a folder of the user's alone. */
        SOCKET,
        /** At a port of this machine's own address, which every program on it reaches. */
        LOOPBACK,
        /** At an address that the person gives; beyond this machine only with TLS. */
        ADDRESS
    }

    /**
     * Room on disk for what clients write.
     *
     * @param limit
     *            the most bytes for all children together
     */
    public record Scratch(Path folder, long limit) {

        /** As much as the command line gives. */
        public static final long LIMIT = 8L << 30;

        /** In the system's folder for temporary files. */
        public static Scratch usual() {
            return new Scratch(Path.of(System.getProperty("java.io.tmpdir", ".")), LIMIT);
        }
    }
}
