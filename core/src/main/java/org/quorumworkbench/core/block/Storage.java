// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.KernelText;

/**
 * Where a file's bytes really are, whatever it is called: one device may stand under two nodes, and
 * a loop device shows a file that may be given by its own name as well. Two children over one
 * storage are one replica.
 *
 * @param key
 *            names it: device and inode of a file, major and minor number of a block device
 * @param offset
 *            where in it the bytes begin, in bytes
 * @param size
 *            how many of it they are, in bytes; absent for all that follow
 * @param backing
 *            the file that a loop device shows, as the kernel names it; absent for anything else
 */
public record Storage(String key, long offset, OptionalLong size, Optional<Path> backing) {

    private static final int BLOCK_DEVICE = 0060000;
    private static final int TYPE_OF_FILE = 0170000;

    // A loop device may show a file in which a loop device is made of a file, and so on.
    private static final int DEEPEST = 8;

    /**
     * Asks the file system; blocks as long as that does.
     *
     * @throws IOException
     *             if there is no such file
     */
    public static Storage of(Path file) throws IOException {
        return of(file, 0);
    }

    private static Storage of(Path file, int depth) throws IOException {
        Optional<String> number = deviceNumber(file);
        if (number.isEmpty()) {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return new Storage(key == null ? file.toRealPath().toString() : key.toString(), 0, OptionalLong.empty(),
                    Optional.empty());
        }
        Path loop = Path.of("/sys/dev/block", number.get(), "loop");
        Storage device = new Storage("block " + number.get(), 0, OptionalLong.empty(), Optional.empty());
        return depth < DEEPEST && Files.isDirectory(loop) ? device.behind(loop, depth) : device;
    }

    /** What the loop device shows whose folder in sysfs that is. */
    Storage behind(Path loop, int depth) throws IOException {
        Path file = KernelText.name(loop.resolve("backing_file"));
        long start = number(KernelText.line(loop.resolve("offset")));
        long limit = number(KernelText.line(loop.resolve("sizelimit")));
        OptionalLong limited = limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit);
        if (!Files.exists(file)) {
            // Deleted, or in a place that this process does not see: then only the kernel's text tells it.
            return new Storage(key + " of " + FileName.text(file), start, limited, Optional.of(file));
        }
        Storage below = of(file, depth + 1);
        return new Storage(below.key, below.offset + start, limited, Optional.of(file));
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Major and minor number as {@code /sys/dev/block} has them; empty for what is no block device. */
    public static Optional<String> deviceNumber(Path file) throws IOException {
        try {
            if (Files.getAttribute(file, "unix:mode") instanceof Integer mode
                    && (mode & TYPE_OF_FILE) == BLOCK_DEVICE
                    && Files.getAttribute(file, "unix:rdev") instanceof Long device) {
                return Optional.of(KernelText.number(device));
            }
            return Optional.empty();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // No Unix.
            return Optional.empty();
        }
    }

    /**
     * Whether it is a block device, or what a system without such numbers has instead. Opens nothing:
     * opening a pipe would wait for a writer, and opening a character device may do anything.
     */
    public static boolean isBlockDevice(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:mode") instanceof Integer mode
                    && (mode & TYPE_OF_FILE) == BLOCK_DEVICE;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // No Unix: drives are "other" there.
            return Files.readAttributes(file, BasicFileAttributes.class).isOther();
        }
    }

    /** Whether a part of this and a part of the other share a byte; offsets and sizes in bytes. */
    public boolean overlaps(long from, OptionalLong count, Storage other, long otherFrom, OptionalLong otherCount) {
        return key.equals(other.key) && offset + from < other.end(otherFrom, otherCount)
                && other.offset + otherFrom < end(from, count);
    }

    private long end(long from, OptionalLong count) {
        long own = size.isEmpty() ? Long.MAX_VALUE : offset + size.getAsLong();
        return count.isEmpty() ? own : Math.min(own, offset + from + count.getAsLong());
    }
}
