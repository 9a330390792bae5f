// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.Storage;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.KernelText;

/**
 * What names a file whatever it is called, also after the system was started anew: the inode of a
 * regular file, the serial number of a device. The number of the device that a file lies on may be
 * another one tomorrow.
 */
final class FileIdentity {

    private static final List<String> SERIALS = List.of("wwid", "device/wwid", "serial", "device/serial");

    private FileIdentity() {}

    /** Empty where the system has no such thing. Blocks as long as the file does. */
    static String of(Path file) throws IOException {
        return of(file, Path.of("/sys/dev/block"));
    }

    static String of(Path file, Path devices) throws IOException {
        Optional<String> number = Storage.deviceNumber(file);
        if (number.isPresent()) {
            Storage storage = Storage.of(file);
            return storage.backing().isPresent()
                    ? "loop of " + FileName.text(storage.backing().get()) + " from " + storage.offset()
                    : serial(devices.resolve(number.get()));
        }
        try {
            return "inode " + Files.getAttribute(file, "unix:ino");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // No Unix: then the path alone names it, and every step its bytes.
            return "";
        }
    }

    private static String serial(Path device) throws IOException {
        // A partition has no serial number of its own; the disk that it is in has.
        String part = "";
        Path disk = device;
        if (Files.exists(device.resolve("partition"))) {
            part = ", partition " + line(device.resolve("partition"));
            disk = device.toRealPath().resolve("..");
        }
        for (String name : SERIALS) {
            Path file = disk.resolve(name);
            if (Files.isReadable(file) && !line(file).isEmpty()) {
                return "serial " + line(file) + part;
            }
        }
        return "";
    }

    private static String line(Path file) throws IOException {
        return KernelText.line(file).strip();
    }
}
