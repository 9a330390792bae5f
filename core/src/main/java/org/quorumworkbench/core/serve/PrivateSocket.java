// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quorumworkbench.core.nbd.NbdAddress;

/**
 * A socket's place in a fresh folder into which only the user may look; the folder goes when this
 * is closed, after the server that had the socket.
 *
 * @param folder
 *            which is the user's alone
 */
public record PrivateSocket(Path folder) implements AutoCloseable {

    /** Makes the folder in the system's place for such things; blocks shortly. */
    public static PrivateSocket create() throws IOException {
        // The user's alone on Unix (mode 0700), as of the method.
        return new PrivateSocket(Files.createTempDirectory("quorum-workbench"));
    }

    public NbdAddress.Unix address() {
        return new NbdAddress.Unix(folder.resolve("nbd"));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(address().socket());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Something else was put there, which is not ours to remove.
            return;
        }
    }
}
