// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sparse bytes in memory: pages of {@value #PAGE} bytes that exist only where something was put.
 * Not for several threads at once; the device that owns it locks.
 */
final class Pages {

    /** Bytes in a page: what a file system usually writes at once. */
    static final int PAGE = 4096;

    private final NavigableMap<Long, byte[]> pages = new TreeMap<>();

    /** The bytes of the page, or null if nothing was put there. */
    byte @Nullable [] page(long number) {
        return pages.get(number);
    }

    /** The page, made of zeroes if it is not there. */
    byte[] makePage(long number) {
        return pages.computeIfAbsent(number, n -> new byte[PAGE]);
    }

    void drop(long number) {
        pages.remove(number);
    }

    void clear() {
        pages.clear();
    }

    /** How many bytes the pages take. */
    long bytes() {
        return (long) pages.size() * PAGE;
    }

    /** The number of the first page at or after {@code number}; null if there is none. */
    @Nullable
    Long nextPage(long number) {
        Map.Entry<Long, byte[]> next = pages.ceilingEntry(number);
        return next == null ? null : next.getKey();
    }

    /** Makes the bytes zero; touches only pages that are there, so that a hole costs nothing. */
    void zero(long offset, long count) {
        long end = offset + count;
        for (Long number = nextPage(offset / PAGE); number != null
                && number * PAGE < end; number = nextPage(number + 1)) {
            long from = Math.max(offset, number * PAGE);
            long to = Math.min(end, (number + 1) * PAGE);
            byte[] page = page(number);
            if (to - from == PAGE || page == null) {
                drop(number);
            } else {
                Arrays.fill(page, (int) (from - number * PAGE), (int) (to - number * PAGE), (byte) 0);
            }
        }
    }

    /**
     * Copies what is there into the buffer, zeroes where nothing is; absolute access from position to
     * limit.
     */
    void read(long offset, ByteBuffer into) {
        int at = into.position();
        while (at < into.limit()) {
            long from = offset + at - into.position();
            int within = (int) (from % PAGE);
            int count = Math.min(PAGE - within, into.limit() - at);
            byte[] page = page(from / PAGE);
            if (page == null) {
                Tail.zero(into, at, at + count);
            } else {
                into.put(at, page, within, count);
            }
            at += count;
        }
    }

    /** Copies the buffer, from position to limit by absolute access, into pages. */
    void write(long offset, ByteBuffer from) {
        int at = from.position();
        while (at < from.limit()) {
            long to = offset + at - from.position();
            int within = (int) (to % PAGE);
            int count = Math.min(PAGE - within, from.limit() - at);
            from.get(at, makePage(to / PAGE), within, count);
            at += count;
        }
    }
}
