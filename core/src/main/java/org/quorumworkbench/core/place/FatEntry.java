// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * What a directory of FAT or exFAT says of a file.
 *
 * @param firstCluster
 *            0 if it has none
 * @param size
 *            in bytes; a directory of FAT tells none, 0
 * @param validSize
 *            bytes from the first on that were written; the rest reads as zeroes
 * @param contiguous
 *            whether its clusters follow each other and are in no chain
 * @param kind
 *            what it is
 */
record FatEntry(String name, Kind kind, long firstCluster, long size, long validSize, boolean contiguous,
        Basis basis) {

    enum Kind {
        FILE, DIRECTORY, ALLOCATION_BITMAP, UPCASE_TABLE
    }
}
