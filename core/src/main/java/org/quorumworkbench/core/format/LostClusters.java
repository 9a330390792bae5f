// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/**
 * Looks whether an image ends before bytes that it says it has: QEMU opens such qcow2, vmdk, vdi
 * and parallels images, and reads zeroes there without a word (measured with 7.2). A last cluster
 * that ends early is lawful. Blocks while the image's tables are read.
 */
final class LostClusters {

    /** So much of the tables is looked at, in bytes: of an 8 TiB disk all, with common clusters. */
    private static final long MOST_TABLES = 1L << 30;

    private static final long QCOW2_OFFSET = 0x00FFFFFFFFFFFE00L;
    private static final long QCOW2_COMPRESSED = 1L << 62;
    private static final int SECTOR = 512;

    private final HeaderFile file;
    /** Where the file with the clusters ends, in bytes. */
    private final long end;
    private long left = MOST_TABLES;
    private long lost;
    private long lostTables;

    private LostClusters(HeaderFile file, long end) {
        this.file = file;
        this.end = end;
    }

    /**
     * A sentence if the image ends early.
     *
     * @param dataLength
     *            of the file that has its clusters, in bytes
     */
    static Optional<Wording> of(HeaderFile file, DiskFormat format, long dataLength) throws FormatProblem {
        LostClusters search = new LostClusters(file, dataLength);
        switch (format) {
            case QCOW2 -> search.qcow2(Qcow2Header.read(file));
            case VMDK -> search.vmdk();
            case VDI -> search.vdi(VdiHeader.read(file));
            case PARALLELS -> search.parallels(ParallelsHeader.read(file));
            case RAW, QED, VHDX, VPC -> {
                // QEMU itself refuses those, or answers EINVAL there.
            }
        }
        return search.sentence();
    }

    private Optional<Wording> sentence() {
        if (lost == 0 && lostTables == 0) {
            return Optional.empty();
        }
        List<Wording> what = new ArrayList<>();
        if (lost > 0) {
            what.add(lost == 1
                    ? Wording.of("1 mapped cluster lies beyond")
                    : Wording.of("{0} mapped clusters lie beyond", lost));
        }
        if (lostTables > 0) {
            what.add(lostTables == 1
                    ? Wording.of("1 table of clusters lies beyond")
                    : Wording.of("{0} tables of clusters lie beyond", lostTables));
        }
        return Optional.of(Wording.of("'{0}' ends early, at byte {1}: {2}; their bytes here are QEMU's invention.",
                FileName.shown(file.path()), end, Wording.list(what)));
    }

    private void qcow2(Qcow2Header header) throws FormatProblem {
        int cluster = 1 << header.clusterBits();
        int wide = header.wideEntries() ? 16 : 8;
        int shift = 62 - (header.clusterBits() - 8);
        long tablesEnd = header.externalData() ? file.length() : end;
        for (long done = 0; done < header.tables() * 8L && left > 0; done += HeaderFile.MOST) {
            int count = (int) Math.min(HeaderFile.MOST, header.tables() * 8L - done);
            ByteBuffer tables = table(header.tablesAt() + done, count, ByteOrder.BIG_ENDIAN);
            while (tables.remaining() >= 8 && left > 0) {
                long at = tables.getLong() & QCOW2_OFFSET;
                if (at >= tablesEnd) {
                    lostTables++;
                } else if (at != 0) {
                    ByteBuffer entries = table(at, cluster, ByteOrder.BIG_ENDIAN);
                    for (; entries.remaining() >= wide; entries.position(entries.position() + wide)) {
                        long entry = entries.getLong(entries.position());
                        boolean packed = (entry & QCOW2_COMPRESSED) != 0;
                        seen(packed ? entry & ((1L << shift) - 1) : entry & QCOW2_OFFSET);
                    }
                }
            }
        }
    }

    private void vmdk() throws FormatProblem {
        if (!new String(file.bytes(0, 4), StandardCharsets.ISO_8859_1).equals("KDMV")) {
            return;
        }
        ByteBuffer head = file.fields(0, 79, ByteOrder.LITTLE_ENDIAN);
        if (head.getLong(56) == -1 && file.length() > 3 * SECTOR) {
            // Of a stream the directory's place is known at its end.
            head = file.fields(file.length() - 2 * SECTOR, 79, ByteOrder.LITTLE_ENDIAN);
        }
        long perTable = Integer.toUnsignedLong(head.getInt(44));
        long covered = perTable * Math.max(0, head.getLong(20));
        if (covered <= 0 || perTable > 512 || covered > 1L << 40) {
            return;
        }
        long tables = Math.ceilDiv(Math.max(0, head.getLong(12)), covered);
        long at = head.getLong(56);
        for (long i = 0; i < tables && left > 0; i += HeaderFile.MOST / 4) {
            ByteBuffer directory = table(at * SECTOR + i * 4, (int) Math.min(HeaderFile.MOST, (tables - i) * 4),
                    ByteOrder.LITTLE_ENDIAN);
            while (directory.remaining() >= 4 && left > 0) {
                long table = Integer.toUnsignedLong(directory.getInt()) * SECTOR;
                if (table >= end) {
                    lostTables++;
                } else if (table != 0) {
                    ByteBuffer grains = table(table, (int) perTable * 4, ByteOrder.LITTLE_ENDIAN);
                    while (grains.remaining() >= 4) {
                        seen(Integer.toUnsignedLong(grains.getInt()) * SECTOR);
                    }
                }
            }
        }
    }

    private void vdi(VdiHeader header) throws FormatProblem {
        // The two highest numbers are of blocks that are not there.
        entries(header.mapAt(), header.blocks(),
                entry -> entry >= 0xFFFFFFFEL ? 0 : header.dataAt() + entry * header.block());
    }

    private void parallels(ParallelsHeader header) throws FormatProblem {
        entries(ParallelsHeader.TABLE, header.clusters(), entry -> entry * header.unit());
    }

    private interface Place {
        /** Where the cluster of that entry is, in bytes; 0 for none. */
        long of(long entry);
    }

    private void entries(long at, long count, Place place) throws FormatProblem {
        for (long done = 0; done < count * 4 && left > 0; done += HeaderFile.MOST) {
            ByteBuffer map = table(at + done, (int) Math.min(HeaderFile.MOST, count * 4 - done),
                    ByteOrder.LITTLE_ENDIAN);
            if (!map.hasRemaining()) {
                return;
            }
            while (map.remaining() >= 4) {
                seen(place.of(Integer.toUnsignedLong(map.getInt())));
            }
        }
    }

    private void seen(long cluster) {
        if (cluster >= end) {
            lost++;
        }
    }

    private ByteBuffer table(long at, int count, ByteOrder order) throws FormatProblem {
        left -= Math.max(SECTOR, count);
        return ByteBuffer.wrap(file.bytes(at, count)).order(order);
    }
}
