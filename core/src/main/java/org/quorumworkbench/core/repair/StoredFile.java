// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.quorumworkbench.core.file.FileProblem;
import org.quorumworkbench.core.file.Wording;

/** A file that is read and written in place, whatever it is stored on. For one thread. */
interface StoredFile {

    /** Its length in bytes. */
    long length() throws IOException;

    /** Fills the buffer with what anybody would read at that byte now. */
    void read(long offset, ByteBuffer into) throws IOException;

    /** Fills the buffer with what the device has, not with what the system remembers of it. */
    void readBack(long offset, ByteBuffer into) throws IOException;

    /**
     * Writes from the buffer's position on, perhaps not all of it.
     *
     * @return how many bytes, more than 0
     */
    int write(long offset, ByteBuffer from) throws IOException;

    /** Makes what was written lasting. After an error nobody knows what is. */
    void force() throws IOException;

    /** Writes all of the bytes. */
    default void writeAll(long offset, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            int at = rest.position();
            int count = write(offset + at, rest);
            if (count <= 0) {
                throw new FileProblem(Wording.of("nothing more can be written there"));
            }
            rest.position(at + count);
        }
    }
}
