// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quorumworkbench.core.file.TemporaryFolder;
import org.quorumworkbench.core.nbd.NbdAddress;

/**
 * A socket's place in a fresh folder into which only the user may look; the folder goes when this
 * is closed, after the server that had the socket.
 *
 * @param folder
 *            which is the user's alone
 */
public record PrivateSocket(Path folder) implements AutoCloseable {

    private static final String NAME = "nbd";

    /**
     * Makes the folder in the system's place for such things; blocks shortly. If nobody closes it, it
     * goes with the program; if that is killed, with the next one's.
     */
    public static PrivateSocket create() throws IOException {
        return new PrivateSocket(TemporaryFolder.forSocket("serve", NAME).path());
    }

    public NbdAddress.Unix address() {
        return new NbdAddress.Unix(folder.resolve(NAME));
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
