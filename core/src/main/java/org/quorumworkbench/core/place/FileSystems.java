// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import org.quorumworkbench.core.file.Wording;

/** Recognises what a volume holds, by the marks that its kind leaves near its beginning. */
final class FileSystems {

    private static final int LOOK = 72 << 10;

    /** What is recognised and not entered, by a mark in ASCII. */
    private record Mark(int at, String text, String name, Wording reason) {}

    private static final List<Mark> MARKS = List.of(
            new Mark(0, "LUKS\u00ba\u00be", "LUKS", Wording.of("encrypted with LUKS: what lies inside cannot be told")),
            new Mark(3, "-FVE-FS-", "BitLocker",
                    Wording.of("encrypted with BitLocker: what lies inside cannot be told")),
            new Mark(3, "ReFS", "ReFS", Wording.of("ReFS is not read")),
            new Mark(0x10040, "_BHRfS_M", "btrfs",
                    Wording.of("btrfs is not read: its addresses are not those of the device")),
            new Mark(0x10034, "ReIsEr", "reiserfs", Wording.of("reiserfs is not read")),
            new Mark(0x8000, "JFS1", "jfs", Wording.of("JFS is not read")),
            new Mark(0x8001, "CD001", "iso9660", Wording.of("ISO 9660 is not read")),
            new Mark(32, "NXSB", "apfs", Wording.of("APFS is not read")),
            new Mark(1024, "H+", "hfsplus", Wording.of("HFS+ is not read")),
            new Mark(1024, "\u0010 \u00f5\u00f2", "f2fs", Wording.of("F2FS is not read")),
            new Mark(0, "hsqs", "squashfs", Wording.of("squashfs is not read")),
            new Mark(4096, "\u00fcN+\u00a9", "md", Wording.of("a member of an md array: read it as one")),
            new Mark(0, "\u00fcN+\u00a9", "md", Wording.of("a member of an md array: read it as one")));

    /** ZFS keeps a ring of uberblocks from 128 KiB on, each 1 KiB, and four labels of 256 KiB. */
    private static final int ZFS_RING = 128 << 10;
    private static final long ZFS_MAGIC = 0x00ba_b10cL;

    private FileSystems() {}

    /** What the volume holds; what is damaged or unknown says so of itself. */
    static FileSystem open(Volume volume) {
        try {
            return recognised(volume, volume.read(0, (int) Math.min(LOOK, volume.length())));
        } catch (Malformed e) {
            return new NamedOnly("", volume.sectors(), Wording.of("the file system cannot be read: {0}", e.reason()),
                    Basis.AGREED);
        }
    }

    /** Whether a file system begins with the device itself, so that it cannot have partitions. */
    static boolean hasBootSector(Block first) {
        return first.holds(0, "XFSB") || first.holds(3, "NTFS    ") || first.holds(3, "EXFAT   ")
                || first.holds(3, "-FVE-FS-") || FatFileSystem.isThere(first);
    }

    private static FileSystem recognised(Volume volume, Block first) {
        for (Mark mark : MARKS) {
            if (first.holds(mark.at(), mark.text())) {
                return new NamedOnly(mark.name(), volume.sectors(), mark.reason(),
                        volume.basis(mark.at(), mark.text().length()));
            }
        }
        if (XfsSuper.isThere(first)) {
            return XfsFileSystem.open(volume);
        }
        if (NtfsGeometry.isThere(first)) {
            return NtfsFileSystem.open(volume);
        }
        if (first.holds(3, "EXFAT   ")) {
            return ExfatFileSystem.open(volume);
        }
        if (ExtSuper.isThere(first)) {
            return ext(volume);
        }
        if (Swap.isThere(first)) {
            return Swap.open(volume, first);
        }
        if (FatFileSystem.isThere(first)) {
            return FatFileSystem.open(volume, first);
        }
        if (isZfs(volume)) {
            return new NamedOnly("zfs", volume.sectors(), Wording.of("ZFS is not read"), Basis.AGREED);
        }
        return Backups.open(volume).orElseGet(
                () -> new NamedOnly("", volume.sectors(), Remark.NOT_RECOGNISED.words(), volume.basis(0, 8192)));
    }

    private static FileSystem ext(Volume volume) {
        try {
            return ExtFileSystem.open(volume);
        } catch (Malformed e) {
            return Backups.ext(volume).orElseThrow(() -> e);
        }
    }

    private static boolean isZfs(Volume volume) {
        if (volume.length() < ZFS_RING * 2) {
            return false;
        }
        Block ring = volume.read(ZFS_RING, ZFS_RING);
        for (int at = 0; at < ZFS_RING; at += 1024) {
            if (ring.u32(at) == ZFS_MAGIC || ring.bigEndian().bits64(at) == ZFS_MAGIC) {
                return true;
            }
        }
        return false;
    }
}
