// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Pages of 4096 bytes, of which most are not there and read as zeroes: in memory or in a file. Not
 * for several threads at once; the device that owns it locks.
 */
interface PageStore {

    /** Bytes in a page: what a file system usually writes at once. */
    int PAGE = 4096;

    boolean has(long number);

    /** The number of the first page at or after {@code number}; null if there is none. */
    @Nullable
    Long nextPage(long number);

    /** Makes the page, of zeroes, if it is not there. */
    void make(long number) throws IOException;

    /**
     * Copies what is there into the buffer, zeroes where nothing is; absolute access from position to
     * limit.
     */
    void read(long offset, ByteBuffer into) throws IOException;

    /** Copies the buffer, from position to limit by absolute access, into pages. */
    void write(long offset, ByteBuffer from) throws IOException;

    /** Whether there is room for that many pages more. */
    boolean hasRoom(long pages);

    void clear();

    /** Gives up the pages and what they take. */
    void close();
}
