// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Checked.Tried;

/**
 * The checksums of XFS version 5, of one version of the bytes: everything begins with a mark that
 * tells what it is, and where in it the checksum lies ("XFS Algorithms and Data Structures", and
 * the kernel's xfs_format.h).
 *
 * @param base
 *            where the volume begins on the disk, in bytes
 */
record XfsChecks(VersionBytes version, long base, int blockSize, int sectorSize, int inodeSize, int directorySize,
        long groupBlocks, int groupBits) {

    private static final int INODE_CHECKSUM = 100;

    /** Reads the superblock; empty if it is none of version 5. */
    static Optional<XfsChecks> of(VersionBytes version, long base) {
        Optional<ByteBuffer> read = version.read(base, 512);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer found = read.get().order(ByteOrder.BIG_ENDIAN);
        int blockSize = found.getInt(4);
        int sectorSize = found.getShort(102) & 0xFFFF;
        int inodeSize = found.getShort(104) & 0xFFFF;
        int directoryBits = found.get(192);
        long groupBlocks = found.getInt(84) & 0xFFFF_FFFFL;
        int groupBits = found.get(124);
        boolean sane = found.getInt(0) == 0x58465342 && (found.getShort(100) & 0xF) == 5 && isPower(blockSize, 512)
                && isPower(sectorSize, 512) && isPower(inodeSize, 256) && directoryBits >= 0 && directoryBits < 8
                && (long) blockSize << directoryBits <= 1 << 16 && groupBlocks > 0 && groupBits >= 0 && groupBits <= 32;
        return sane
                ? Optional.of(new XfsChecks(version, base, blockSize, sectorSize, inodeSize,
                        blockSize << directoryBits, groupBlocks, groupBits))
                : Optional.empty();
    }

    private static boolean isPower(int number, int least) {
        return number >= least && number <= 1 << 16 && Integer.bitCount(number) == 1;
    }

    XfsChecks with(VersionBytes other) {
        return new XfsChecks(other, base, blockSize, sectorSize, inodeSize, directorySize, groupBlocks, groupBits);
    }

    /**
     * What begins at a place: how long it is, where its checksum, its log number and its own place lie.
     */
    record Structure(String what, int length, int checksum, int logNumber, int place) {
        /** Of which the place is not known. */
        Structure(String what, int length, int checksum, int logNumber) {
            this(what, length, checksum, logNumber, -1);
        }
    }

    /**
     * What this version has at that place.
     *
     * @param offset
     *            in the volume, in bytes
     */
    Optional<Structure> at(long offset) {
        return version.read(base + offset, 32).map(found -> structure(found.order(ByteOrder.BIG_ENDIAN)));
    }

    private @org.jspecify.annotations.Nullable Structure structure(ByteBuffer found) {
        Structure known = switch (found.getInt(0)) {
            case 0x58465342 -> new Structure("superblock", sectorSize, 224, 240);
            case 0x58414746 -> new Structure("free space header (AGF)", sectorSize, 216, 208);
            case 0x58414749 -> new Structure("inode header (AGI)", sectorSize, 312, 320);
            case 0x5841464C -> new Structure("free list (AGFL)", sectorSize, 32, 24);
            // Short and long tree blocks.
            case 0x41423342, 0x41423343, 0x49414233, 0x46494233, 0x524D4233, 0x52334643 -> new Structure(
                    "tree block", blockSize, 52, 24, 16);
            case 0x424D4133 -> new Structure("extent tree block", blockSize, 64, 32, 24);
            case 0x58444233, 0x58444433, 0x58444633 -> new Structure("directory block", directorySize, 4, 16, 8);
            case 0x58534C4D, 0x5841524D -> new Structure("block of a long name or attribute", blockSize, 12, -1);
            default -> null;
        };
        if (known == null && (found.getShort(0) & 0xFFFF) == 0x494E) {
            return new Structure("inode", inodeSize, INODE_CHECKSUM, 112, 152);
        }
        if (known == null) {
            return switch (found.getShort(8) & 0xFFFF) {
                case 0x3DF1, 0x3DFF, 0x3EBE, 0x3BEE -> new Structure("index block", blockSize, 12, 24, 16);
                default -> null;
            };
        }
        return known;
    }

    /** Tries it, if this version has such a thing there; if it does not, it is broken. */
    Tried check(long offset, Structure structure) {
        Optional<Structure> own = at(offset);
        if (own.isEmpty() || !own.get().equals(structure)) {
            return Tried.of(false);
        }
        return version.read(base + offset, structure.length).map(found -> {
            int crc = ~Crc32c.without(Crc32c.START, VersionBytes.array(found), structure.length, structure.checksum, 4);
            boolean whole = crc == found.getInt(structure.checksum);
            boolean isHere = structure.place < 0 || found.order(ByteOrder.BIG_ENDIAN).getLong(structure.place) == own(
                    offset, structure);
            Tried tried = Tried.of(whole && isHere);
            return structure.logNumber < 0
                    ? tried
                    : tried.aged(found.order(ByteOrder.BIG_ENDIAN).getLong(structure.logNumber));
        }).orElse(Tried.SILENT);
    }

    /** What a thing at this place says of where it is: an inode its number, a block its sector. */
    private long own(long offset, Structure structure) {
        if (structure.checksum != INODE_CHECKSUM) {
            return offset / 512;
        }
        int bits = Integer.numberOfTrailingZeros(blockSize / inodeSize);
        long block = offset / blockSize;
        long inGroups = ((block / groupBlocks) << groupBits) | (block % groupBlocks);
        return (inGroups << bits) | (offset % blockSize / inodeSize);
    }

    /** Where a thing that holds this byte may begin, the smallest things first. */
    long[] starts(long offset) {
        return new long[]{offset / 512 * 512, offset / inodeSize * inodeSize, offset / sectorSize * sectorSize,
                offset / blockSize * blockSize, Math.max(0, (offset / blockSize + 1) * blockSize - directorySize)};
    }
}
