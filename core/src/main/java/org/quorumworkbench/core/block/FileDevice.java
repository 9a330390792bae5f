// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/**
 * A regular file or a block device of the system as a disk. Opened read-only unless expressly asked
 * otherwise. Reads and writes are positional and run on the executor that it was given, which they
 * may block for as long as the storage below does; its threads must not be interrupted, because
 * that would close the file for every request (see {@link java.nio.channels.InterruptibleChannel}).
 */
public final class FileDevice implements BlockDevice {

    private static final int MOST_ALONE = 1 << 20;
    private static final int PAGE = 4096;

    private final Path path;
    private final FileChannel channel;
    private final boolean readOnly;
    private final Executor executor;
    private final FileWork work;
    private final OpenedLater<Holes> holes;
    private final OpenedLater<LoneReads> lone;
    private final OpenedLater<SparingReads> sparing;
    private volatile boolean sparesCache;
    private volatile OptionalInt smallest = OptionalInt.empty();
    private volatile boolean closed;
    private volatile long length;

    /**
     * A device over what is open already.
     *
     * @param openLone
     *            opens what reads a place alone once an ordinary read has failed
     */
    FileDevice(Path path, FileChannel channel, boolean readOnly, Executor executor, long length,
            Supplier<Optional<LoneReads>> openLone) {
        holes = Holes.later(path);
        lone = new OpenedLater<>(openLone, LoneReads::close);
        sparing = new OpenedLater<>(() -> SparingReads.open(path), SparingReads::close);
        this.path = path;
        this.channel = channel;
        this.readOnly = readOnly;
        this.executor = executor;
        this.work = new FileWork(path, executor);
        this.length = length;
    }

    /** Makes ready what asks files for their holes: tens of milliseconds, once in a program. */
    public static void prepare() {
        Holes.prepare();
    }

    /**
     * Opens the file for reading only. Blocks.
     *
     * @throws CannotOpen
     *             if there is no such file, it is a directory, or it may not be read
     */
    public static FileDevice open(Path path, Executor executor) throws CannotOpen {
        return open(path, executor, true);
    }

    /**
     * Opens the file for reading and writing: only where a person expressly wants a child's own bytes
     * changed. Blocks.
     */
    public static FileDevice openWritable(Path path, Executor executor) throws CannotOpen {
        return open(path, executor, false);
    }

    private static FileDevice open(Path path, Executor executor, boolean readOnly) throws CannotOpen {
        if (Files.isDirectory(path)) {
            throw new CannotOpen(path, Errno.EISDIR, Wording.of("it is a directory, not a disk image"));
        }
        Set<StandardOpenOption> options = readOnly
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileChannel channel = FileChannel.open(path, options);
            try {
                return new FileDevice(path, channel, readOnly, executor, lengthOf(channel),
                        () -> LoneReads.open(path));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new CannotOpen(path, Errno.ENOENT, Wording.of("there is no such file"));
        } catch (AccessDeniedException e) {
            throw CannotOpen.forbidden(path, readOnly);
        } catch (IOException e) {
            Errno errno = SystemErrors.errno(e);
            throw new CannotOpen(path, errno, Wording.foreign(errno.text()));
        }
    }

    /**
     * A block device has size 0 for stat; its end is found by seeking, which works for regular files as
     * well.
     */
    private static long lengthOf(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > 0) {
            return size;
        }
        long low = 0;
        long high = 1;
        ByteBuffer one = ByteBuffer.allocate(1);
        while (channel.read(one.clear(), high - 1) == 1) {
            low = high;
            if (high > Long.MAX_VALUE / 2) {
                break;
            }
            high *= 2;
        }
        while (low < high - 1) {
            long middle = low + (high - low) / 2;
            if (channel.read(one.clear(), middle - 1) == 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public Path path() {
        return path;
    }

    @Override
    public Reply<Long> length() {
        return Reply.ok(length);
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        if (!Tail.readable(offset, into.remaining(), length)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        return work.later(() -> readNow(offset, into));
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        if (!Tail.readable(offset, into.remaining(), length)) {
            return Optional.of(Reply.failed(Errno.EIO));
        }
        try (Unanswered.Question _ = Unanswered.of(path)) {
            return Optional.of(readNow(offset, into));
        }
    }

    @Override
    public Optional<Identity> identity() {
        try (Unanswered.Question _ = Unanswered.of(path)) {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (Storage.deviceNumber(path).isEmpty()) {
                String key = now.fileKey() == null ? "" : now.fileKey().toString();
                return Optional
                        .of(new Identity(FileName.text(path), now.size(), now.lastModifiedTime().toInstant(), key));
            }
            // A device's node tells neither length nor time, and may show another file tomorrow.
            Storage storage = Storage.of(path);
            BasicFileAttributes behind = storage.backing().isPresent() && Files.exists(storage.backing().get())
                    ? Files.readAttributes(storage.backing().get(), BasicFileAttributes.class)
                    : now;
            return Optional.of(new Identity(FileName.text(path), length, behind.lastModifiedTime().toInstant(),
                    storage.backing().map(file -> storage.key() + " from " + storage.offset() + " of " + file)
                            .orElse(storage.key())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean spareCache(boolean spare) {
        sparesCache = spare;
        return !spare || sparing.get().isPresent();
    }

    @Override
    public OptionalInt smallestRead() {
        return smallest;
    }

    private Reply<Done> readNow(long offset, ByteBuffer into) {
        if (closed) {
            return Reply.failed(Errno.ECANCELED);
        }
        Optional<SparingReads> reads = sparesCache ? sparing.get() : Optional.empty();
        if (reads.isPresent()) {
            return reads.get().read(offset, into, length).<Reply<Done>>map(Reply::failed).orElseGet(Reply::done);
        }
        ByteBuffer view = into.duplicate();
        long at = offset;
        try {
            while (view.hasRemaining()) {
                int count = channel.read(view, at);
                if (count < 0) {
                    Tail.zero(view, view.position(), view.limit());
                    break;
                }
                if (count == 0) {
                    // So Java tells EAGAIN: asking again at once would only heat the room.
                    return Reply.failed(Errno.EAGAIN);
                }
                at += count;
            }
            return at >= length || !view.hasRemaining() ? Reply.done() : Reply.failed(Errno.EIO);
        } catch (ClosedChannelException e) {
            return Reply.failed(Errno.ECANCELED);
        } catch (IOException e) {
            return readAlone(offset, into, SystemErrors.errno(e));
        }
    }

    /** Tells whether it was the place itself that could not be read, or only what lies around it. */
    private Reply<Done> readAlone(long offset, ByteBuffer into, Errno otherwise) {
        Optional<LoneReads> reads = into.remaining() <= MOST_ALONE && !closed ? lone.get() : Optional.empty();
        if (reads.isEmpty()) {
            smallest = OptionalInt.of(PAGE);
            return Reply.failed(otherwise);
        }
        Optional<Errno> failure = reads.get().read(offset, into, length);
        smallest = OptionalInt.of(reads.get().piece());
        return failure.<Reply<Done>>map(Reply::failed).orElseGet(Reply::done);
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        if (readOnly) {
            return completedFuture(Reply.failed(Errno.EROFS));
        }
        if (!Tail.writable(offset, from.remaining(), length)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        return work.later(() -> {
            ByteBuffer view = from.duplicate();
            long at = offset;
            while (view.hasRemaining()) {
                int count = channel.write(view, at);
                if (count == 0) {
                    return Reply.failed(Errno.EAGAIN);
                }
                at += count;
            }
            return Reply.done();
        });
    }

    /** A file can only write zeroes as data here, so the caller is told to do that. */
    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
        return completedFuture(Reply.failed(readOnly ? Errno.EROFS : Errno.EOPNOTSUPP));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        if (readOnly) {
            return completedFuture(Reply.done());
        }
        return work.later(() -> {
            channel.force(true);
            return Reply.done();
        });
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        return work.later(() -> extentNow(offset, count));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long count) {
        return Optional.of(extentNow(offset, count));
    }

    private Reply<Extent> extentNow(long offset, long count) {
        if (count <= 0 || !Tail.readable(offset, count, length)) {
            return Reply.failed(Errno.EINVAL);
        }
        return Reply.ok(holes.get().map(known -> known.at(offset, count))
                .orElseGet(() -> new Extent(offset, count, false)));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return work.later(() -> {
            length = lengthOf(channel);
            return Reply.done();
        });
    }

    /**
     * Closes the file on the executor and waits for nobody: a file system that hangs keeps whoever
     * closes a file waiting, and Java's channel waits for every thread that is reading.
     */
    @Override
    public void close() {
        closed = true;
        try {
            executor.execute(this::closeNow);
        } catch (RejectedExecutionException e) {
            // Whoever owned the executor is done with it; the system closes the file with the program.
            length = 0;
        }
    }

    private void closeNow() {
        holes.close();
        lone.close();
        sparing.close();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was left to be written by a close: what must last was flushed, and a file opened
            // read-only has nothing to lose.
            length = 0;
        }
    }
}
