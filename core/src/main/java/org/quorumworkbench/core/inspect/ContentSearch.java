// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;

/**
 * Looks for bytes on a whole disk, in every child: the nearest place where any child has them. It
 * reads the children's own devices, skips what a child has not stored, and remembers nothing. May
 * be used from any thread.
 */
public final class ContentSearch {

    /** The most bytes that can be looked for. */
    public static final int MOST_WANTED = 64 << 10;

    private static final int SECTOR = SectorRange.SECTOR;
    /** In sectors. */
    private static final int FIRST_PART = 256;
    /** How far a child is asked for holes, in sectors. */
    private static final int AHEAD = 1 << 20;

    private final List<BlockDevice> devices;
    private final long sectors;
    private final Executor executor;
    private final byte[] wanted;
    private final boolean anyCase;

    /**
     * A search that has not begun.
     *
     * @param sectors
     *            the disk's length in sectors
     * @param executor
     *            what the search runs on; its threads may block as long as the children's files do
     * @param wanted
     *            1 to {@link #MOST_WANTED} bytes
     */
    public ContentSearch(List<Child> children, long sectors, Executor executor, byte[] wanted) {
        this(children, sectors, executor, wanted, false);
    }

    /**
     * As the other.
     *
     * @param anyCase
     *            whether a letter A to Z is found in either case; other letters have one encoding each
     */
    public ContentSearch(List<Child> children, long sectors, Executor executor, byte[] wanted, boolean anyCase) {
        if (wanted.length == 0 || wanted.length > MOST_WANTED) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_WANTED + " bytes can be looked for, not " + wanted.length);
        }
        this.devices = children.stream().map(Child::device).toList();
        this.sectors = sectors;
        this.executor = executor;
        this.wanted = wanted.clone();
        this.anyCase = anyCase;
        if (anyCase) {
            lower(this.wanted);
        }
    }

    private static void lower(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = lower(bytes[at]);
        }
    }

    /** A letter A to Z in its lower case; every other byte as it is. */
    public static byte lower(byte one) {
        return one >= 'A' && one <= 'Z' ? (byte) (one + ('a' - 'A')) : one;
    }

    /** What a search came to. */
    public sealed interface Result {

        /**
         * A child has the bytes.
         *
         * @param child
         *            the lowest that has them there
         * @param offset
         *            of the first of them, in bytes from the start of the disk
         */
        record Found(int child, long offset) implements Result {}

        /** No child has them in that direction. */
        record None() implements Result {}

        /** It was cancelled first. */
        record Cancelled() implements Result {}
    }

    private record Hit(int child, long offset) {}

    /** Looks for the first place at or after {@code from}, in bytes. */
    public DiskWalk<Result> next(long from) {
        DiskWalk<Result> walk = walk(Math.max(0, sectors - from / SECTOR));
        return walk.begin(executor, () -> forwards(walk, from));
    }

    /** Looks for the last place that begins before {@code before}, in bytes. */
    public DiskWalk<Result> previous(long before) {
        DiskWalk<Result> walk = walk(Math.min(sectors, Math.ceilDiv(before, (long) SECTOR)));
        return walk.begin(executor, () -> backwards(walk, before));
    }

    /** How a search for all places ended. */
    public enum End {
        /** The whole disk has been looked through. */
        WHOLE,
        /** There are more places than were asked for. */
        CUT,
        /** It was cancelled first. */
        CANCELLED
    }

    /**
     * A place that has the bytes.
     *
     * @param offset
     *            of the first of them, in bytes from the start of the disk
     * @param children
     *            those that have them there, lowest first
     */
    public record Place(long offset, List<Integer> children) {
        public Place {
            children = List.copyOf(children);
        }
    }

    /** A search for all places, which may be asked at any time what it has found by now. */
    public static final class Everywhere {

        private final DiskWalk<End> walk;
        private final List<Place> found = new ArrayList<>();

        private Everywhere(DiskWalk<End> walk) {
            this.walk = walk;
        }

        /** How far it is, and how it ended. */
        public DiskWalk<End> walk() {
            return walk;
        }

        /** What was found by now, in order. */
        public synchronized List<Place> found() {
            return List.copyOf(found);
        }

        private synchronized boolean add(Place place, int most) {
            if (found.size() == most) {
                return false;
            }
            found.add(place);
            return true;
        }
    }

    /**
     * Looks for all places on the disk.
     *
     * @param most
     *            after so many places the search ends
     */
    public Everywhere all(int most) {
        Everywhere search = new Everywhere(new DiskWalk<>(devices, End.CANCELLED, FIRST_PART, sectors));
        search.walk.begin(executor, () -> everywhere(search, most));
        return search;
    }

    private End everywhere(Everywhere search, int most) {
        DiskWalk<End> walk = search.walk;
        long from = 0;
        long at = 0;
        while (at < sectors && !walk.isOver()) {
            long stored = storedFrom(walk, at);
            if (stored > at) {
                walk.advance(stored - at);
                at = stored;
                continue;
            }
            SectorRange range = new SectorRange(at, Math.min(sectors - at, walk.nextPart()));
            for (Map.Entry<Long, List<Integer>> place : places(walk, range, from).entrySet()) {
                if (walk.isOver() || !search.add(new Place(place.getKey(), place.getValue()), most)) {
                    return End.CUT;
                }
                from = place.getKey() + 1;
            }
            if (range.end() == sectors) {
                break;
            }
            at = range.end() - overlap();
            walk.advance(at - range.first());
        }
        return End.WHOLE;
    }

    private SortedMap<Long, List<Integer>> places(DiskWalk<End> walk, SectorRange range, long from) {
        SortedMap<Long, List<Integer>> places = new TreeMap<>();
        List<PartedRead> reads = walk.read(range).orElse(List.of());
        for (int child = 0; child < reads.size(); child++) {
            byte[] given = given(reads.get(child));
            BitSet unreadable = reads.get(child).unreadable();
            long next = place(given, unreadable, range, from, Long.MAX_VALUE, true);
            while (next >= 0) {
                places.computeIfAbsent(next, _ -> new ArrayList<>()).add(child);
                next = place(given, unreadable, range, next + 1, Long.MAX_VALUE, true);
            }
        }
        return places;
    }

    private DiskWalk<Result> walk(long atMost) {
        return new DiskWalk<>(devices, new Result.Cancelled(), FIRST_PART, atMost);
    }

    private Result forwards(DiskWalk<Result> walk, long from) {
        long at = from / SECTOR;
        while (at < sectors && !walk.isOver()) {
            long stored = storedFrom(walk, at);
            if (stored > at) {
                walk.advance(stored - at);
                at = stored;
                continue;
            }
            SectorRange range = new SectorRange(at, Math.min(sectors - at, walk.nextPart()));
            Hit hit = nearest(walk, range, from, Long.MAX_VALUE, true);
            if (hit != null) {
                return new Result.Found(hit.child(), hit.offset());
            }
            if (range.end() == sectors) {
                break;
            }
            // What begins at the end of a part ends in the next.
            at = range.end() - overlap();
            walk.advance(at - range.first());
        }
        return new Result.None();
    }

    private Result backwards(DiskWalk<Result> walk, long before) {
        long end = Math.min(sectors, Math.ceilDiv(before, (long) SECTOR) + overlap());
        while (end > 0 && !walk.isOver()) {
            long first = Math.max(0, end - walk.nextPart());
            Hit hit = nearest(walk, new SectorRange(first, end - first), 0, before, false);
            if (hit != null) {
                return new Result.Found(hit.child(), hit.offset());
            }
            walk.advance(end - first);
            if (first == 0) {
                break;
            }
            end = first + overlap();
        }
        return new Result.None();
    }

    /** Where some child has stored something again; never behind bytes that reach into it. */
    private long storedFrom(DiskWalk<?> walk, long at) {
        if (!worthSkipping()) {
            return at;
        }
        long holes = walk.holes(new SectorRange(at, Math.min(sectors - at, AHEAD)));
        return at + holes == sectors ? sectors : Math.max(at, at + holes - overlap());
    }

    private @Nullable Hit nearest(DiskWalk<Result> walk, SectorRange range, long from, long before, boolean first) {
        List<PartedRead> reads = walk.read(range).orElse(List.of());
        Hit nearest = null;
        for (int child = 0; child < reads.size(); child++) {
            long offset = place(reads.get(child), range, from, before, first);
            if (offset >= 0 && (nearest == null || (first ? offset < nearest.offset() : offset > nearest.offset()))) {
                nearest = new Hit(child, offset);
            }
        }
        return nearest;
    }

    /** Sectors that have to be read again with the part beside. */
    private int overlap() {
        return Math.ceilDiv(wanted.length - 1, SECTOR);
    }

    /** Who looks for zeroes finds them in holes. */
    private boolean worthSkipping() {
        for (byte one : wanted) {
            if (one != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The nearest place of the bytes in what a child gave, in bytes of the disk; -1 if there is none.
     */
    private long place(PartedRead read, SectorRange range, long from, long before, boolean first) {
        return place(given(read), read.unreadable(), range, from, before, first);
    }

    private byte[] given(PartedRead read) {
        ByteBuffer bytes = read.bytes().asByteBuffer();
        byte[] given = new byte[bytes.remaining()];
        bytes.get(given);
        if (anyCase) {
            lower(given);
        }
        return given;
    }

    private long place(byte[] given, BitSet unreadable, SectorRange range, long from, long before, boolean first) {
        int least = (int) Math.max(0, from - range.offset());
        int most = (int) Math.min((long) given.length - wanted.length, before - 1 - range.offset());
        int step = first ? 1 : -1;
        for (int at = first ? least : most; at >= least && at <= most; at += step) {
            if (given[at] == wanted[0] && Arrays.equals(given, at, at + wanted.length, wanted, 0, wanted.length)
                    && isReadable(unreadable, at)) {
                return range.offset() + at;
            }
        }
        return -1;
    }

    private boolean isReadable(BitSet unreadable, int at) {
        int bad = unreadable.nextSetBit(at / SECTOR);
        return bad < 0 || bad > (at + wanted.length - 1) / SECTOR;
    }
}
