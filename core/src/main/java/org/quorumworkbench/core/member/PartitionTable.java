// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.List;
import java.util.Optional;

/**
 * The partitions that a disk is divided into.
 *
 * @param scheme
 *            whose table it is
 * @param copy
 *            which of a GPT's two copies was believed; an MBR has one only
 * @param at
 *            the byte where the table begins, from the first byte of what it is on
 * @param id
 *            the disk's GUID, or the MBR's signature in hexadecimal; it differs lawfully between
 *            clones
 * @param partitions
 *            by number; empty ones left out
 * @param says
 *            what is odd about the table, in sentences
 */
public record PartitionTable(Scheme scheme, Copy copy, long at, String id, List<Partition> partitions,
        List<String> says) {

    public enum Scheme {
        GPT, MBR
    }

    public enum Copy {
        PRIMARY, BACKUP
    }

    public PartitionTable {
        partitions = List.copyOf(partitions);
        says = List.copyOf(says);
    }

    /**
     * The table on the device; empty if there is none. Blocks while it reads.
     *
     * @throws MetadataUnreadable
     *             if where the table must begin cannot be read
     */
    public static Optional<PartitionTable> read(MetadataReader disk) throws MetadataUnreadable {
        Optional<PartitionTable> mbr = Mbr.read(disk);
        Optional<PartitionTable> gpt = Gpt.read(disk, mbr.filter(PartitionTable::isProtective).isPresent());
        return gpt.isPresent() ? gpt : mbr;
    }

    /** Whether it is the MBR that keeps old programs away from a disk with a GPT. */
    boolean isProtective() {
        return scheme == Scheme.MBR
                && partitions.stream().anyMatch(partition -> partition.type().equals(Mbr.PROTECTIVE));
    }
}
