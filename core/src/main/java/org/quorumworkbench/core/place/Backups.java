// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.Optional;

/**
 * File systems whose beginning is damaged, by the copy of it that they keep elsewhere. Asked only
 * where nothing was recognised: a copy may also be left over from an earlier file system, so that
 * it has to fit where it lies.
 */
final class Backups {

    private static final int SECTOR = 512;
    private static final int LARGEST_LOG = 2;
    /** The first groups that have a copy, however the file system was made but for sparse_super2. */
    private static final int[] GROUPS = {1, 3, 5, 7};
    /** How many allocation groups mkfs.xfs makes, on one disk and on several. */
    private static final int[] XFS_GROUPS = {4, 8, 16, 32};
    private static final int[] XFS_BLOCKS = {4096, 1024, 2048, 512};
    private static final int EXFAT_BACKUP = 12;
    private static final int FAT_BACKUP = 6;

    private Backups() {}

    static Optional<FileSystem> open(Volume volume) {
        return ext(volume).or(() -> xfs(volume)).or(() -> ntfs(volume)).or(() -> exfat(volume)).or(() -> fat(volume));
    }

    /** ext2, ext3 and ext4 begin groups with one, which are as long as a bitmap of one block tells. */
    static Optional<FileSystem> ext(Volume volume) {
        for (int log = 0; log <= LARGEST_LOG; log++) {
            long block = 1024L << log;
            for (int group : GROUPS) {
                long offset = ((log == 0 ? 1 : 0) + group * 8L * block) * block;
                if (offset <= volume.length() - ExtSuper.SIZE) {
                    Optional<FileSystem> found = ext(volume, offset, group, log);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FileSystem> ext(Volume volume, long offset, int group, int log) {
        try {
            Block copy = volume.read(offset, ExtSuper.SIZE);
            return copy.u16(0x38) == 0xEF53 && copy.u16(0x5A) == group && copy.u32(0x18) == log
                    ? ExtFileSystem.openCopy(volume, offset, group)
                    : Optional.empty();
        } catch (Malformed e) {
            // A copy that makes no sense is none.
            return Optional.empty();
        }
    }

    /**
     * XFS begins every allocation group with one; of those that mkfs.xfs writes, the middle and the
     * last one know the root directory, too.
     */
    private static Optional<FileSystem> xfs(Volume volume) {
        for (int groups : XFS_GROUPS) {
            for (int block : XFS_BLOCKS) {
                long blocks = Math.ceilDiv(volume.length() / block, (long) groups);
                for (int group : new int[]{groups / 2, groups - 1}) {
                    Optional<FileSystem> found = xfs(volume, blocks, block, group);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FileSystem> xfs(Volume volume, long groupBlocks, int blockSize, int group) {
        try {
            Block copy = volume.read(group * groupBlocks * blockSize, XfsSuper.SIZE).bigEndian();
            return XfsSuper.isThere(copy) && copy.u32(4) == blockSize && copy.u32(84) == groupBlocks
                    ? Optional.of(XfsFileSystem.openCopy(volume, copy, group))
                    : Optional.empty();
        } catch (Malformed e) {
            // A copy that makes no sense is none.
            return Optional.empty();
        }
    }

    /** exFAT has all of its boot region twice. */
    private static Optional<FileSystem> exfat(Volume volume) {
        for (int sector = SECTOR; sector <= 8 * SECTOR; sector *= 2) {
            Optional<FileSystem> found = exfat(volume, sector);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<FileSystem> exfat(Volume volume, int sector) {
        try {
            Block copy = volume.read((long) EXFAT_BACKUP * sector, SECTOR);
            return copy.holds(3, "EXFAT   ") && 1 << copy.u8(108) == sector
                    ? Optional.of(ExfatFileSystem.openCopy(volume, copy))
                    : Optional.empty();
        } catch (Malformed e) {
            // The same.
            return Optional.empty();
        }
    }

    /** NTFS keeps a copy of its boot sector behind the last that it counts. */
    private static Optional<FileSystem> ntfs(Volume volume) {
        try {
            Block last = volume.read((volume.sectors() - 1) * SECTOR, SECTOR);
            long told = NtfsGeometry.isThere(last) ? last.u63(40) * Math.max(1, last.u16(11) / SECTOR) : 0;
            return told > 0 && told < volume.sectors() && told >= volume.sectors() - 8
                    ? Optional.of(NtfsFileSystem.openCopy(volume, last))
                    : Optional.empty();
        } catch (Malformed e) {
            // The same.
            return Optional.empty();
        }
    }

    /** FAT32 has it in its seventh sector, as every program makes it. */
    private static Optional<FileSystem> fat(Volume volume) {
        try {
            Block copy = volume.read(FAT_BACKUP * SECTOR, SECTOR);
            return FatFileSystem.isThere(copy) && copy.u16(22) == 0 && copy.u16(50) == FAT_BACKUP
                    ? Optional.of(FatFileSystem.openCopy(volume, copy))
                    : Optional.empty();
        } catch (Malformed e) {
            // The same.
            return Optional.empty();
        }
    }
}
