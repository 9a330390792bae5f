// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.quorumworkbench.core.diagnosis.Checked.Tried;

/**
 * The checks that files keep of themselves, of one version: gzip, PNG, zip and the pages of SQLite.
 * The file is read as if it lay in one piece; where it does not, no check can match, and nothing is
 * said.
 */
final class FileChecks {

    /** A packed file is unpacked up to so many bytes, packed and unpacked each. */
    private static final int LONGEST = 16 << 20;
    private static final int CHUNK = 64 << 10;
    private static final int MOST_PAGES = 64;

    private final VersionBytes version;
    private final long start;
    private final long from;
    private final long to;

    private FileChecks(VersionBytes version, long start, long from, long to) {
        this.version = version;
        this.start = start;
        this.from = from;
        this.to = to;
    }

    /**
     * Tries the file with both versions.
     *
     * @param start
     *            where it begins on the disk, in bytes
     * @param from
     *            of the first differing sector in it, in bytes
     * @param to
     *            of the end of the last one
     */
    static Checked check(VersionBytes judged, VersionBytes winner, long start, long from, long to, String name) {
        Tried one = new FileChecks(judged, start, from, to).whole();
        Tried other = new FileChecks(winner, start, from, to).whole();
        if (one.proves() != other.proves() && from == 0) {
            // One begins as a database and the other does not: pages tell no more than that.
            return Checked.of(name, Tried.SILENT, Tried.SILENT);
        }
        boolean any = one.match() == Checked.Match.WHOLE || other.match() == Checked.Match.WHOLE;
        // Neither whole: the file is in several pieces, or damaged elsewhere too.
        return any ? Checked.of(name, one, other) : Checked.of(name, Tried.SILENT, Tried.SILENT);
    }

    private Tried whole() {
        Optional<ByteBuffer> head = version.read(start, 100);
        if (head.isEmpty()) {
            return Tried.SILENT;
        }
        ByteBuffer found = head.get();
        if (isDatabase(found)) {
            return pages(found);
        }
        if (found.order(ByteOrder.BIG_ENDIAN).getLong(0) == 0x89504E47_0D0A1A0AL) {
            return chunk();
        }
        if (found.getInt(0) == 0x504B0304) {
            return entry();
        }
        return found.getShort(0) == 0x1F8B && found.get(2) == 8 ? gzip(found) : Tried.of(false);
    }

    private Optional<ByteBuffer> read(long offset, int count) {
        return version.read(start + offset, count);
    }

    private static boolean isDatabase(ByteBuffer head) {
        return head.getLong(0) == 0x66206574_694C5153L && head.getLong(8) == 0x00332074_616D726FL;
    }

    /**
     * A b-tree page's cells must lie in it; no checksum, so that only much damage shows. The age is the
     * file's change counter, and then the number of pages with free pieces: a page that was filled has
     * none until something in it is changed.
     */
    private Tried pages(ByteBuffer header) {
        int told = header.order(ByteOrder.BIG_ENDIAN).getShort(16) & 0xFFFF;
        int size = told == 1 ? 1 << 16 : told;
        if (size < 512 || Integer.bitCount(size) != 1) {
            return Tried.of(false).ofStructure();
        }
        Tried all = Tried.SILENT.ofStructure();
        long changed = 0;
        for (long number = from / size; number * size < to && number < from / size + MOST_PAGES; number++) {
            int first = number == 0 ? 100 : 0;
            Optional<ByteBuffer> page = read(number * size, size).map(read -> read.order(ByteOrder.BIG_ENDIAN));
            Tried one = page.map(read -> page(read, first, size - (header.get(20) & 0xFF))).orElse(Tried.SILENT);
            if (one.match() == Checked.Match.BROKEN) {
                return one;
            }
            if (one.match() == Checked.Match.WHOLE) {
                all = one;
                changed += page.filter(read -> read.getShort(first + 1) != 0 || read.get(first + 7) != 0).isPresent()
                        ? 1
                        : 0;
            }
        }
        return all.match() == Checked.Match.WHOLE
                ? all.aged((header.getInt(24) & 0x7FFF_FFFFL) << 32 | changed)
                : all;
    }

    private static Tried page(ByteBuffer page, int first, int usable) {
        int kind = page.get(first);
        if (kind != 2 && kind != 5 && kind != 10 && kind != 13) {
            // A page of overflow or a free one begins with any byte.
            return Tried.SILENT;
        }
        int cells = page.getShort(first + 3) & 0xFFFF;
        int content = page.getShort(first + 5) & 0xFFFF;
        int pointers = first + (kind < 10 ? 12 : 8);
        int begin = content == 0 ? 1 << 16 : content;
        if (pointers + 2 * cells > Math.min(begin, usable) || begin > usable) {
            return Tried.of(false).ofStructure();
        }
        for (int i = 0; i < cells; i++) {
            int cell = page.getShort(pointers + 2 * i) & 0xFFFF;
            if (cell < begin || cell >= usable) {
                return Tried.of(false).ofStructure();
            }
        }
        return Tried.of(true).ofStructure();
    }

    /** The chunks of a PNG that the sectors lie in; each ends with its CRC. */
    private Tried chunk() {
        long offset = 8;
        boolean whole = true;
        for (int i = 0; i < 100_000 && offset < to; i++) {
            Optional<ByteBuffer> head = read(offset, 8);
            if (head.isEmpty()) {
                return Tried.of(false);
            }
            long length = head.get().order(ByteOrder.BIG_ENDIAN).getInt(0) & 0xFFFF_FFFFL;
            if (length > LONGEST) {
                return Tried.of(false);
            }
            if (offset + 12 + length > from) {
                Optional<ByteBuffer> chunk = read(offset + 4, (int) length + 8);
                if (chunk.isEmpty()) {
                    return Tried.of(false);
                }
                CRC32 crc = new CRC32();
                crc.update(VersionBytes.array(chunk.get()), 0, (int) length + 4);
                whole &= (int) crc.getValue() == chunk.get().order(ByteOrder.BIG_ENDIAN).getInt((int) length + 4);
            }
            if (head.get().getInt(4) == 0x49454E44) {
                break;
            }
            offset += 12 + length;
        }
        return Tried.of(whole);
    }

    /** The entry of a zip file that the sectors begin in: its content against its CRC. */
    private Tried entry() {
        long offset = 0;
        for (int i = 0; i < 100_000; i++) {
            Optional<ByteBuffer> head = read(offset, 30);
            if (head.isEmpty() || head.get().getInt(0) != 0x04034B50) {
                return Tried.of(false);
            }
            ByteBuffer found = head.get();
            long packed = found.getInt(18) & 0xFFFF_FFFFL;
            int content = 30 + (found.getShort(26) & 0xFFFF) + (found.getShort(28) & 0xFFFF);
            // Sizes that only follow the content cannot be used to go on.
            if ((found.getShort(6) & 8) != 0 || packed > LONGEST) {
                return Tried.SILENT;
            }
            if (offset + content + packed > from) {
                boolean stored = found.getShort(8) == 0;
                return Tried.of(unpacked(offset + content, (int) packed, stored, found.getInt(14)));
            }
            offset += content + packed;
        }
        return Tried.SILENT;
    }

    private boolean unpacked(long at, int packed, boolean stored, int expected) {
        if (packed == 0) {
            return expected == 0;
        }
        Optional<ByteBuffer> content = read(at, packed);
        if (content.isEmpty()) {
            return false;
        }
        CRC32 crc = new CRC32();
        if (stored) {
            crc.update(VersionBytes.array(content.get()));
            return (int) crc.getValue() == expected;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(VersionBytes.array(content.get()));
            return drain(inflater, crc) && inflater.finished() && (int) crc.getValue() == expected;
        } finally {
            inflater.end();
        }
    }

    /** False where the packed bytes make no sense, or unpack to more than is looked at. */
    private static boolean drain(Inflater inflater, CRC32 crc) {
        byte[] out = new byte[CHUNK];
        try {
            while (!inflater.finished() && !inflater.needsInput() && inflater.getBytesWritten() < 4L * LONGEST) {
                int count = inflater.inflate(out);
                crc.update(out, 0, count);
                if (count == 0 && !inflater.finished()) {
                    return inflater.needsInput();
                }
            }
            return true;
        } catch (DataFormatException e) {
            // That it makes no sense is the answer.
            return false;
        }
    }

    /** Unpacks the first member of a gzip file; its CRC and length follow. */
    private Tried gzip(ByteBuffer head) {
        int flags = head.get(3);
        int header = header(head.order(ByteOrder.LITTLE_ENDIAN), flags);
        if (header < 0) {
            return Tried.SILENT;
        }
        Inflater inflater = new Inflater(true);
        try {
            CRC32 crc = new CRC32();
            long offset = header;
            while (!inflater.finished() && offset < LONGEST && inflater.getBytesWritten() < 4L * LONGEST) {
                long at = offset;
                // The disk may end within the last piece.
                Optional<ByteBuffer> next = read(at, CHUNK).or(() -> read(at, 512));
                if (next.isEmpty()) {
                    return Tried.of(false);
                }
                inflater.setInput(VersionBytes.array(next.get()));
                if (!drain(inflater, crc)) {
                    return Tried.of(false);
                }
                offset += next.get().limit() - inflater.getRemaining();
            }
            if (!inflater.finished()) {
                return Tried.SILENT;
            }
            long total = inflater.getBytesWritten();
            return read(offset, 8).map(tail -> Tried.of(tail.getInt(0) == (int) crc.getValue()
                    && tail.getInt(4) == (int) total)).orElse(Tried.of(false));
        } finally {
            inflater.end();
        }
    }

    /** The length of the header, if all of it is in the first bytes; -1 if not. */
    private static int header(ByteBuffer head, int flags) {
        int at = 10;
        if ((flags & 4) != 0) {
            at += 2 + (head.getShort(10) & 0xFFFF);
        }
        for (int flag : new int[]{8, 16}) {
            if ((flags & flag) != 0) {
                while (at < head.limit() && head.get(at) != 0) {
                    at++;
                }
                at++;
            }
        }
        at += (flags & 2) != 0 ? 2 : 0;
        return at < head.limit() ? at : -1;
    }
}
