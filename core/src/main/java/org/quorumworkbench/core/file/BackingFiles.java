// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that hold the bytes of a block device: those of the loop devices that it is, is a part
 * of, or is mapped onto. Linux tells them in sysfs (Documentation/ABI/testing/sysfs-block-loop);
 * elsewhere there are none.
 */
final class BackingFiles {

    private static final Path DEVICES = Path.of("/sys/dev/block");
    /** Devices stand on one another no deeper than this. */
    private static final int DEEPEST = 8;

    private BackingFiles() {}

    /** Those behind the file, if it is a block device. Blocks as long as the file does. */
    static List<Path> of(Path file) throws IOException {
        if (!Files.isDirectory(DEVICES) || !Files.exists(file) || Files.isRegularFile(file)) {
            return List.of();
        }
        long device = ((Number) Files.getAttribute(file, "unix:rdev")).longValue();
        return of(DEVICES, KernelText.major(device), KernelText.minor(device));
    }

    /** Those behind the device of that number, which {@code devices} has a folder for. */
    static List<Path> of(Path devices, long major, long minor) throws IOException {
        List<Path> found = new ArrayList<>();
        Path device = devices.resolve(major + ":" + minor);
        if (Files.isDirectory(device)) {
            collect(device.toRealPath(), 0, found);
        }
        return found;
    }

    private static void collect(Path device, int depth, List<Path> found) throws IOException {
        // A partition's folder is in that of the whole device.
        for (Path whole : List.of(device, device.resolveSibling("."))) {
            Path backing = whole.resolve("loop/backing_file");
            if (Files.isReadable(backing)) {
                found.add(KernelText.name(backing));
            }
        }
        Path below = device.resolve("slaves");
        if (depth < DEEPEST && Files.isDirectory(below)) {
            try (DirectoryStream<Path> devices = Files.newDirectoryStream(below)) {
                for (Path each : devices) {
                    collect(each.toRealPath(), depth + 1, found);
                }
            }
        }
    }
}
