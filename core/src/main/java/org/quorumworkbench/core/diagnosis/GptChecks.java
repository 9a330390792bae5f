// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import org.quorumworkbench.core.diagnosis.Checked.Tried;

/** The checksums of a GPT, of one version: of the header, and in it of the entries (UEFI 5.3.2). */
final class GptChecks {

    private static final long MARK = 0x5452_4150_2049_4645L;
    private static final int MOST_ENTRIES = 1 << 20;

    private GptChecks() {}

    /** Where the header lies: in sector 1, or in the last one; only blocks of 512 bytes. */
    static Tried header(VersionBytes version, long sector) {
        return read(version, sector).map(found -> {
            int length = found.getInt(12);
            if (found.getLong(0) != MARK || length < 92 || length > SECTOR) {
                return Tried.of(false);
            }
            byte[] bytes = VersionBytes.array(found);
            for (int i = 16; i < 20; i++) {
                bytes[i] = 0;
            }
            return Tried.of(crc(bytes, length) == found.getInt(16));
        }).orElse(Tried.SILENT);
    }

    /**
     * The entries that the header in that sector is about; silent where the header itself is broken.
     */
    static Tried entries(VersionBytes version, long sector) {
        if (header(version, sector).match() != Checked.Match.WHOLE) {
            return Tried.SILENT;
        }
        return read(version, sector).flatMap(found -> {
            long length = (found.getInt(80) & 0xFFFF_FFFFL) * (found.getInt(84) & 0xFFFF_FFFFL);
            long at = found.getLong(72);
            if (length < 1 || length > MOST_ENTRIES || at < 0 || at > Long.MAX_VALUE / SECTOR) {
                return Optional.empty();
            }
            return version.read(at * SECTOR, (int) length)
                    .map(entries -> Tried.of(crc(VersionBytes.array(entries), (int) length) == found.getInt(88)));
        }).orElse(Tried.SILENT);
    }

    private static Optional<ByteBuffer> read(VersionBytes version, long sector) {
        return version.read(sector * SECTOR, SECTOR);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
