// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sparse bytes in memory: pages of 4096 bytes that exist only where something was put. Not for
 * several threads at once; the device that owns it locks.
 */
final class Pages implements PageStore {

    private final long limit;
    private final NavigableMap<Long, byte[]> pages = new TreeMap<>();

    /** As many as there is memory for. */
    Pages() {
        this(Long.MAX_VALUE);
    }

    /**
     * @param limit
     *            the most bytes that they may take
     */
    Pages(long limit) {
        this.limit = limit;
    }

    @Override
    public boolean has(long number) {
        return pages.containsKey(number);
    }

    @Override
    public void make(long number) {
        makePage(number);
    }

    @Override
    public boolean hasRoom(long count) {
        return bytes() + count * PAGE <= limit;
    }

    @Override
    public void close() {
        // Memory is given up with the last reference.
    }

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

    @Override
    public void clear() {
        pages.clear();
    }

    /** How many bytes the pages take. */
    long bytes() {
        return (long) pages.size() * PAGE;
    }

    @Override
    public @Nullable Long nextPage(long number) {
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

    @Override
    public void read(long offset, ByteBuffer into) {
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

    @Override
    public void write(long offset, ByteBuffer from) {
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
