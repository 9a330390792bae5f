// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The master file table: finds records by their number, wherever its fragments lie. */
final class NtfsTable {

    /** The most records that a file may be spread over here; each has one run at least. */
    private static final int MOST_EXTENSIONS = 10_000;
    private static final int LONGEST_LIST = 4 << 20;

    private final Volume volume;
    private final NtfsGeometry geometry;
    private NtfsRuns runs = NtfsRuns.NONE;
    private final long records;

    /** Reads the table's own record, and what its attribute list names. */
    NtfsTable(Volume volume, NtfsGeometry geometry) {
        this.volume = volume;
        this.geometry = geometry;
        Block first = volume.read(geometry.tableCluster() * geometry.clusterSize(), geometry.recordSize());
        if (!NtfsRecord.isThere(first)) {
            throw new Malformed("the master file table does not begin with a record");
        }
        NtfsRecord own = NtfsRecord.of(0, first, geometry.clusters());
        NtfsAttribute data = own.attribute(NtfsAttribute.DATA, "")
                .orElseThrow(() -> new Malformed("the master file table has no place of its own"));
        records = Math.min(data.size(), geometry.clusters() * geometry.clusterSize()) / geometry.recordSize();
        runs = data.runs();
        for (long number : extensions(own)) {
            // Each is in the part of the table that was known before.
            for (NtfsAttribute more : read(number).attributes()) {
                if (more.type() == NtfsAttribute.DATA && more.name().isEmpty()) {
                    runs = runs.plus(more.runs());
                }
            }
        }
    }

    NtfsRuns runs() {
        return runs;
    }

    /** How many records there is room for. */
    long records() {
        return records;
    }

    NtfsRecord read(long number) {
        if (number < 0 || number >= records) {
            throw new Malformed("record " + number + " is none of " + records);
        }
        Block raw = stream(runs, number * geometry.recordSize(), geometry.recordSize());
        if (!NtfsRecord.isThere(raw)) {
            throw new Malformed("record " + number + " is not there");
        }
        return NtfsRecord.of(number, raw, geometry.clusters());
    }

    /** Bytes of an attribute that lies in clusters; holes read as zeroes. */
    Block stream(NtfsRuns from, long offset, int length) {
        int size = geometry.clusterSize();
        ByteBuffer bytes = ByteBuffer.allocate(length);
        Basis basis = Basis.AGREED;
        for (NtfsRuns.Run run : from.runs()) {
            long start = Math.max(offset, run.logical() * size);
            long end = Math.min(offset + length, (run.logical() + run.count()) * size);
            if (start < end) {
                long there = run.cluster() * size + start - run.logical() * size;
                Block part = volume.near(there, (int) (end - start));
                bytes.put((int) (start - offset), part.bytes(0, part.length()));
                basis = basis.plus(part.basis());
            }
        }
        return new Block(bytes, basis);
    }

    /** The other records of a file, in order; those that its attribute list names. */
    List<Long> extensions(NtfsRecord base) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (NtfsAttribute attribute : base.attributes()) {
            if (attribute.type() == NtfsAttribute.LIST) {
                Block list = attribute.value().orElseGet(() -> stream(attribute.runs(), 0,
                        (int) Math.min(attribute.size(), LONGEST_LIST)));
                for (int at = 0; at + 26 <= list.length() && list.u16(at + 4) >= 26; at += list.u16(at + 4)) {
                    long number = list.bits64(at + 16) & NtfsRecord.REFERENCE;
                    if (number != base.number() && numbers.size() < MOST_EXTENSIONS) {
                        numbers.add(number);
                    }
                }
            }
        }
        return new ArrayList<>(numbers);
    }

    /** All records of a file that can be read and say they are its own, the first one first. */
    List<NtfsRecord> file(long base) {
        List<NtfsRecord> all = new ArrayList<>();
        NtfsRecord first = read(base);
        all.add(first);
        for (long number : extensions(first)) {
            NtfsRecord more = read(number);
            if (more.inUse() && more.base() == base) {
                all.add(more);
            }
        }
        return all;
    }
}
