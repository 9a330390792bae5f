// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Checked.Tried;

/**
 * The fix-ups of NTFS, of one version: the last two bytes of every 512 of a record are a number
 * that the record's head repeats. They show a torn or replaced sector, hardly a flipped bit.
 */
final class NtfsChecks {

    private static final int PROTECTED = 512;
    private static final int FILE = 0x454C_4946;
    private static final int INDEX = 0x5844_4E49;
    private static final int[] SIZES = {1024, 4096};

    private NtfsChecks() {}

    /** A record that holds the byte; empty if neither version has one there. */
    static Optional<Checked> check(VersionBytes judged, VersionBytes winner, long base, long offset) {
        for (int size : SIZES) {
            long start = base + offset / size * size;
            Tried one = record(judged, start, size);
            Tried other = record(winner, start, size);
            if (one.match() != Checked.Match.SILENT || other.match() != Checked.Match.SILENT) {
                String what = (size == 1024 ? "file record" : "index record") + " at byte " + offset / size * size
                        + " of the volume (fix-up)";
                boolean another = size == SIZES[0] && (isIndex(judged, base, offset) || isIndex(winner, base, offset));
                return another ? Optional.empty() : Optional.of(Checked.of(what, broken(one), broken(other)));
            }
        }
        return Optional.empty();
    }

    /** A whole index record is no broken file record: one of the two belongs elsewhere. */
    private static boolean isIndex(VersionBytes version, long base, long offset) {
        return record(version, base + offset / SIZES[1] * SIZES[1], SIZES[1]).match() == Checked.Match.WHOLE;
    }

    /** Where the other version has a record, no record is a broken one. */
    private static Tried broken(Tried tried) {
        return tried.match() == Checked.Match.SILENT ? Tried.of(false).ofStructure() : tried;
    }

    private static Tried record(VersionBytes version, long start, int size) {
        return version.read(start, size).map(found -> {
            int mark = found.getInt(0);
            if (mark != (size == 1024 ? FILE : INDEX)) {
                return Tried.SILENT;
            }
            return Tried.of(isFixed(found, size)).aged(found.getLong(8)).ofStructure();
        }).orElse(Tried.SILENT);
    }

    private static boolean isFixed(ByteBuffer found, int size) {
        int array = found.getShort(4) & 0xFFFF;
        int count = found.getShort(6) & 0xFFFF;
        if (count - 1 != size / PROTECTED || array + 2 * count > PROTECTED) {
            return false;
        }
        for (int i = 1; i < count; i++) {
            if (found.getShort(i * PROTECTED - 2) != found.getShort(array)) {
                return false;
            }
        }
        return true;
    }
}
