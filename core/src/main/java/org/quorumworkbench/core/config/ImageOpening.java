// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.config.ChildSource.Image;

/**
 * Opens the image files of one configuration, one after the other, and refuses what cannot be a
 * replica. Blocks; for one thread.
 */
final class ImageOpening {

    private static final int BLOCK_DEVICE = 0060000;
    private static final int TYPE_OF_FILE = 0170000;

    private record Opened(Image image, String option) {}

    private final String source;
    private final Executor executor;
    private final boolean writable;
    private final List<Opened> opened = new ArrayList<>();

    /**
     * @param source
     *            what messages call the configuration
     * @param writable
     *            whether the files are opened for writing too
     */
    ImageOpening(String source, Executor executor, boolean writable) {
        this.source = source;
        this.executor = executor;
        this.writable = writable;
    }

    BlockDevice open(ChildSpec child, Image image) throws ConfigurationProblem {
        refuseSpecial(child, image.file());
        FileDevice file;
        try {
            file = writable && !child.readOnly()
                    ? FileDevice.openWritable(image.file(), executor)
                    : FileDevice.open(image.file(), executor);
        } catch (CannotOpen e) {
            throw FileProblems.of(source, Optional.of(child.origin()), image.file(), e.errno());
        }
        try {
            check(child, image, file);
        } catch (ConfigurationProblem e) {
            file.close();
            throw e;
        }
        opened.add(new Opened(image, child.origin().option()));
        return image.offset() == 0 && image.size().isEmpty()
                ? file
                : new PartDevice(file, image.offset(), image.size());
    }

    /** Opening a pipe would wait for a writer, and a terminal has no end. */
    private void refuseSpecial(ChildSpec child, Path file) throws ConfigurationProblem {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isOther() && !isBlockDevice(file)) {
                throw problem(child, "'" + file + "' is neither a file nor a block device",
                        "Give an image file or a block device.", Errno.EINVAL);
            }
        } catch (IOException e) {
            // Opening it says better why it cannot be had.
            return;
        }
    }

    private static boolean isBlockDevice(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:mode") instanceof Integer mode
                    && (mode & TYPE_OF_FILE) == BLOCK_DEVICE;
        } catch (UnsupportedOperationException e) {
            // No Unix: drives are "other" there too.
            return true;
        }
    }

    private void check(ChildSpec child, Image image, FileDevice file) throws ConfigurationProblem {
        long length = file.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        if (length == 0) {
            throw problem(child, "'" + image.file() + "' is empty", "Give an image with at least one byte.",
                    Errno.EINVAL);
        }
        if (image.offset() >= length || image.size().orElse(0) > length - image.offset()) {
            throw problem(child, "'" + image.file() + "' has " + length + " bytes: the part from offset "
                    + image.offset() + " is not in it", "Correct offset and size.", Errno.EINVAL);
        }
        Optional<String> format = image.probed() && image.offset() == 0 ? evident(file, length) : Optional.empty();
        if (format.isPresent()) {
            throw problem(child, "'" + image.file() + "' is an image of format '" + format.get()
                    + "', and only raw images are opened", ImageFormat.REMEDY, Errno.EINVAL);
        }
        refuseTwice(child, image);
    }

    private static Optional<String> evident(FileDevice file, long length) {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(ImageFormat.HEAD, length));
        Optional<? extends Reply<?>> reply = file.readOnCaller(0, head);
        return reply.isPresent() && reply.get().isOk() ? ImageFormat.evident(head.array()) : Optional.empty();
    }

    private void refuseTwice(ChildSpec child, Image image) throws ConfigurationProblem {
        for (Opened other : opened) {
            if (overlaps(other.image(), image) && isSame(other.image().file(), image.file())) {
                throw problem(child, "'" + image.file() + "' is listed twice: it is " + other.option() + " already",
                        "Give every replica once.", Errno.EINVAL);
            }
        }
    }

    private static boolean overlaps(Image one, Image other) {
        return one.offset() < end(other) && other.offset() < end(one);
    }

    private static long end(Image image) {
        return image.size().isEmpty() ? Long.MAX_VALUE : image.offset() + image.size().getAsLong();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return one.equals(other);
        }
    }

    private ConfigurationProblem problem(ChildSpec child, String reason, String remedy, Errno errno) {
        return new ConfigurationProblem(source, child.origin().position(), Optional.of(child.origin().option()), reason,
                remedy, Optional.of(errno));
    }
}
