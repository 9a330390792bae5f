// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.FileProblem;
import org.quorumworkbench.core.file.Wording;

/**
 * Keeps other programs from writing a file or block device while it is written here, until it is
 * closed. Locks the bytes that QEMU locks: 100 to 109 are what a program does with an image, 200 to
 * 209 what it lets no other do (QEMU block/file-posix.c, RAW_LOCK_PERM_BASE and
 * RAW_LOCK_SHARED_BASE). Measured: while somebody has an image open in QEMU these locks are refused
 * here, and while they are held here QEMU does not open it, not even to read. A block device is
 * also opened so that the kernel refuses it while it is mounted or a part of another device
 * (O_EXCL, open(2)).
 */
public final class ExclusiveUse implements AutoCloseable {

    private static final long[] LOCKED = {100, 200};
    private static final long COUNT = 10;

    // As Linux numbers them on all its platforms that have a JDK (asm-generic/fcntl.h).
    private static final int READ_AND_WRITE = 2;
    private static final int EXCLUSIVE = 0x80;
    private static final Wording BY_ANOTHER = Wording
            .of("another program has it open (QEMU locks the images that it uses): end that program first");

    private final @Nullable CLibrary library;
    private final int descriptor;
    private final List<FileLock> locks;

    private ExclusiveUse(@Nullable CLibrary library, int descriptor, List<FileLock> locks) {
        this.library = library;
        this.descriptor = descriptor;
        this.locks = locks;
    }

    /**
     * Takes the file for this program alone. Blocks as long as opening it does, but waits for nobody's
     * lock.
     *
     * @param channel
     *            the file, open for writing: what is locked where the system has no locks of its own
     * @throws IOException
     *             if somebody else uses it; the message is a part of a sentence that begins with "it"
     */
    public static ExclusiveUse of(Path file, FileChannel channel) throws IOException {
        Optional<CLibrary> here = CLibrary.HERE.filter(CLibrary::isLinux);
        return here.isPresent() ? of(file, here.get()) : of(channel);
    }

    /**
     * Whether the kernel keeps a block device for somebody: a mount, even one that only others see, md
     * or LVM. Takes nothing. Blocks as long as opening it does.
     */
    public static boolean isHeld(Path device) {
        Optional<CLibrary> library = CLibrary.HERE.filter(CLibrary::isLinux);
        int descriptor = library.isPresent() ? library.get().open(device, EXCLUSIVE) : -1;
        if (descriptor >= 0) {
            library.get().close(descriptor);
        }
        return descriptor == -Errno.EBUSY.number();
    }

    private static ExclusiveUse of(Path file, CLibrary library) throws IOException {
        boolean block = Storage.deviceNumber(file).isPresent();
        int descriptor = library.open(file, READ_AND_WRITE | (block ? EXCLUSIVE : 0));
        if (descriptor == -Errno.EBUSY.number()) {
            throw new FileProblem(
                    Wording.of("it is mounted, or a part of another device (md, LVM, a loop device)"));
        }
        if (descriptor < 0) {
            throw new FileProblem(
                    Wording.of("it cannot be opened for writing: {0}", new Errno(-descriptor).text()));
        }
        for (long first : LOCKED) {
            int refused = library.lock(descriptor, first, COUNT);
            if (refused == -Errno.EAGAIN.number() || refused == -Errno.EACCES.number()) {
                library.close(descriptor);
                throw new FileProblem(BY_ANOTHER);
            }
            // Else the file system has no locks: then there are none of others, either.
        }
        return new ExclusiveUse(library, descriptor, List.of());
    }

    private static ExclusiveUse of(FileChannel channel) throws IOException {
        List<FileLock> locks = new ArrayList<>();
        for (long first : LOCKED) {
            try {
                FileLock lock = channel.tryLock(first, COUNT, false);
                if (lock == null) {
                    throw new FileProblem(BY_ANOTHER);
                }
                locks.add(lock);
            } catch (OverlappingFileLockException e) {
                throw new FileProblem(BY_ANOTHER, e);
            }
        }
        return new ExclusiveUse(null, -1, List.copyOf(locks));
    }

    /** Lets others have it again. */
    @Override
    public void close() throws IOException {
        if (library != null) {
            library.close(descriptor);
        }
        for (FileLock lock : locks) {
            if (lock.acquiredBy().isOpen()) {
                lock.release();
            }
        }
    }
}
