// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.KernelText;
import org.quorumworkbench.core.file.Wording;

/**
 * Tells whether a QEMU has an image open for writing, and locks nothing for it: such a one holds a
 * lock on byte 101 of the file, which Linux lists (measured: a writer 100-101, 103, 201, 203; a
 * reader 100, 201, 203).
 */
final class LiveWriter {

    private static final Path LOCKS = Path.of("/proc/locks");
    private static final long WRITES = 101;
    private static final Pattern ROW = Pattern.compile(
            "[0-9]+: OFDLCK +ADVISORY +(?:READ|WRITE) +-?[0-9]+ ([0-9a-f]+):([0-9a-f]+):([0-9]+) ([0-9]+) ([0-9]+|EOF)");

    private LiveWriter() {}

    /** A sentence if somebody has. */
    static Optional<Wording> sentence(Path image) {
        return isThere(image)
                ? Optional.of(Wording.of("a program has '{0}' open for writing: what is seen here may move, "
                        + "and its tables may be stale; look at a snapshot, or at the virtual machine's own NBD export "
                        + "(nbd-server-add).", FileName.shown(image)))
                : Optional.empty();
    }

    private static boolean isThere(Path image) {
        try {
            if (!Files.isReadable(LOCKS)) {
                return false;
            }
            long device = ((Number) Files.getAttribute(image, "unix:dev")).longValue();
            long inode = ((Number) Files.getAttribute(image, "unix:ino")).longValue();
            return isThere(Files.readAllLines(LOCKS), device, inode);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Nobody tells; opening goes on without.
            return false;
        }
    }

    /** Whether the rows have the lock, on a device as stat(2) numbers it. */
    static boolean isThere(List<String> rows, long device, long inode) {
        for (String row : rows) {
            Matcher fields = ROW.matcher(row.strip());
            if (fields.matches() && Long.parseLong(fields.group(3)) == inode
                    && isDevice(fields.group(1), fields.group(2), device)
                    && Long.parseLong(fields.group(4)) <= WRITES
                    && (fields.group(5).equals("EOF") || Long.parseLong(fields.group(5)) >= WRITES)) {
                return true;
            }
        }
        return false;
    }

    /**
     * As gnu_dev_major and gnu_dev_minor take it apart. File systems that are not one device's own
     * (major 0: overlay, btrfs) tell another number here than there.
     */
    private static boolean isDevice(String major, String minor, long device) {
        long itsMajor = KernelText.major(device);
        long itsMinor = KernelText.minor(device);
        return itsMajor == 0 || (Long.parseLong(major, 16) == itsMajor && Long.parseLong(minor, 16) == itsMinor);
    }
}
