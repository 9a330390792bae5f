// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.quorumworkbench.core.block.CannotOpen;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Storage;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/** A file whose header is read; blocks as long as the file does. For one thread. */
final class HeaderFile implements AutoCloseable {

    /** The most that is read at a time, in bytes: a qcow2's largest cluster. */
    static final int MOST = 2 << 20;

    private final Path path;
    private final FileDevice device;
    private final long length;

    private HeaderFile(Path path, FileDevice device) {
        this.path = path;
        this.device = device;
        this.length = device.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
    }

    /**
     * Opens it to read, if it is a file or a block device: a pipe would wait for a writer.
     *
     * @throws FormatProblem
     *             if it is something else, or not there
     */
    static HeaderFile open(Path path) throws FormatProblem {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile() && !Storage.isBlockDevice(path)) {
                throw new FormatProblem(Wording.of("'{0}' is neither a file nor a block device", FileName.shown(path)),
                        Wording.of("Give an image file."), Errno.EINVAL);
            }
            return new HeaderFile(path, FileDevice.open(path, Runnable::run));
        } catch (IOException e) {
            throw problem(path, e);
        } catch (CannotOpen e) {
            throw problem(path, e.errno());
        }
    }

    static FormatProblem problem(Path path, IOException e) {
        return e instanceof NoSuchFileException
                ? problem(path, Errno.ENOENT)
                : new FormatProblem(
                        Wording.of("'{0}' cannot be read: {1}", FileName.shown(path),
                                Wording.foreign(String.valueOf(e.getMessage()))),
                        Wording.of("Correct the name, or make it readable."), Errno.EIO);
    }

    private static FormatProblem problem(Path path, Errno errno) {
        return new FormatProblem(Wording.of("'{0}' cannot be read: {1}", FileName.shown(path), errno.text()),
                Wording.of("Correct the name, or make it readable."), errno);
    }

    Path path() {
        return path;
    }

    /** In bytes. */
    long length() {
        return length;
    }

    /** The bytes there; fewer at the end of the file, perhaps none. */
    byte[] bytes(long offset, int count) throws FormatProblem {
        if (offset < 0 || offset >= length || count <= 0) {
            return new byte[0];
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(Math.min(count, MOST), length - offset));
        Reply<Reply.Done> reply = device.readOnCaller(offset, buffer)
                .orElseGet(() -> device.read(offset, buffer).join());
        if (reply instanceof Reply.Failed<Reply.Done>(Errno errno)) {
            throw problem(path, errno);
        }
        return buffer.array();
    }

    /** The header's fields, as many as there must be. */
    ByteBuffer fields(long offset, int count, ByteOrder order) throws FormatProblem {
        byte[] bytes = bytes(offset, count);
        if (bytes.length < count) {
            throw broken(Wording.of("it has {0} bytes, too few for its header", length));
        }
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** What is wrong with the header, as the end of a sentence. */
    FormatProblem broken(Wording reason) {
        return new FormatProblem(Wording.of("'{0}': {1}", FileName.shown(path), reason),
                Wording.of("Check the image with the program that made it, or say driver raw to look at the "
                        + "file's own bytes."),
                Errno.EINVAL);
    }

    @Override
    public void close() {
        device.close();
    }
}
