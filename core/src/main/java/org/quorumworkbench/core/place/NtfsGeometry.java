// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * The boot sector of NTFS.
 *
 * @param clusterSize
 *            in bytes
 * @param clusters
 *            how many are there
 * @param tableCluster
 *            where the master file table begins
 * @param recordSize
 *            of a file record, in bytes
 */
record NtfsGeometry(int clusterSize, long clusters, long tableCluster, int recordSize, long sectors, Basis basis) {

    static boolean isThere(Block first) {
        return first.holds(3, "NTFS    ");
    }

    static NtfsGeometry of(Block boot, long volumeSectors) {
        int sectorSize = boot.u16(11);
        int perCluster = boot.u8(13);
        if (sectorSize < 512 || sectorSize > 4096 || Integer.bitCount(sectorSize) != 1) {
            throw new Malformed("sectors of " + sectorSize + " bytes");
        }
        // Clusters of more than 64 KiB are told as the negative of a power of two.
        long clusterSize = perCluster > 0x80
                ? sectorSize * (1L << Math.min(20, 256 - perCluster))
                : (long) sectorSize * perCluster;
        if (clusterSize < 512 || clusterSize > 2 << 20 || Long.bitCount(clusterSize) != 1) {
            throw new Malformed("clusters of " + clusterSize + " bytes");
        }
        int told = (byte) boot.u8(64);
        long recordSize = told > 0 ? told * clusterSize : 1L << Math.min(20, -told);
        if (recordSize < 512 || recordSize > 1 << 16 || Long.bitCount(recordSize) != 1) {
            throw new Malformed("file records of " + recordSize + " bytes");
        }
        long sectors = Math.min(boot.u63(40) * (sectorSize / 512), volumeSectors);
        return new NtfsGeometry((int) clusterSize, sectors * 512 / clusterSize, boot.u63(48), (int) recordSize, sectors,
                boot.basis());
    }

    int sectorsPerCluster() {
        return clusterSize / 512;
    }
}
