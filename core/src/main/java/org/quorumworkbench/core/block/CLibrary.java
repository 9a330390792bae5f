// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.TextBytes;

/**
 * The few functions of the C library for which Java has no way of its own, on 64-bit Linux and
 * macOS. Elsewhere, and where native access is denied, there is no such library here. May be used
 * from any thread; a call blocks as long as the file system does.
 */
final class CLibrary {

    /** The system's; empty if there is nothing to call. */
    static final Optional<CLibrary> HERE = bind();

    private static final int RANDOM_ORDER = 1;
    private static final int SET_OWN_LOCK = 37;
    private static final short WRITE_LOCK = 1;
    // The longest text that strerror has is far below.
    private static final int LONGEST_TEXT = 4096;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final boolean linux;
    private final MethodHandle open;
    private final MethodHandle lseek;
    private final MethodHandle pread;
    private final MethodHandle close;
    private final MethodHandle strerror;
    private final MethodHandle fcntl;
    private final Optional<MethodHandle> fadvise;

    // Restricted because a wrong descriptor would crash the process: these are int open(const char *,
    // int, ...),
    // off_t lseek(int, off_t, int), ssize_t pread(int, void *, size_t, off_t), int close(int),
    // char *strerror(int), int fcntl(int, int, ...) and int posix_fadvise(int, off_t, off_t, int), with
    // a
    // 64-bit off_t.
    @SuppressWarnings("restricted")
    private CLibrary(boolean linux) {
        this.linux = linux;
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        Linker.Option errno = Linker.Option.captureCallState("errno");
        open = linker.downcallHandle(library.find("open").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2), errno);
        lseek = linker.downcallHandle(library.find("lseek").orElseThrow(), FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT), errno);
        pread = linker.downcallHandle(library.find("pread").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                errno);
        close = linker.downcallHandle(library.find("close").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        strerror = linker.downcallHandle(library.find("strerror").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.ADDRESS.withTargetLayout(
                        MemoryLayout.sequenceLayout(LONGEST_TEXT, ValueLayout.JAVA_BYTE)), ValueLayout.JAVA_INT));
        fcntl = linker.downcallHandle(library.find("fcntl").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2), errno);
        fadvise = library.find("posix_fadvise").map(found -> linker.downcallHandle(found,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT)));
    }

    private static Optional<CLibrary> bind() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean linux = system.contains("linux");
        if ((!linux && !system.contains("mac")) || ValueLayout.ADDRESS.byteSize() != 8) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CLibrary(linux));
        } catch (RuntimeException e) {
            // No such function, or native access denied.
            return Optional.empty();
        }
    }

    boolean isLinux() {
        return linux;
    }

    /**
     * Opens a file, for reading unless the flags say otherwise, so that programs that are started do
     * not inherit it.
     *
     * @param more
     *            further flags, as the system numbers them
     * @return the descriptor, or the error's number, negative
     */
    int open(Path path, int more) {
        byte[] name = TextBytes.bytes(FileName.text(path));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, Arrays.copyOf(name, name.length + 1));
            // O_RDONLY is 0; this is O_CLOEXEC.
            int descriptor = (int) open.invokeExact(state, text, more | (linux ? 0x80000 : 0x1000000));
            return descriptor < 0 ? -errno(state) : descriptor;
        } catch (Throwable e) {
            throw new AssertionError("open throws nothing", e);
        }
    }

    /** The position found, or the error's number, negative. */
    long seek(int descriptor, long offset, int whence) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long found = (long) lseek.invokeExact(state, descriptor, offset, whence);
            return found < 0 ? -errno(state) : found;
        } catch (Throwable e) {
            throw new AssertionError("lseek throws nothing", e);
        }
    }

    /** How many bytes were read, 0 at the end, or the error's number, negative. */
    long read(int descriptor, MemorySegment into, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long count = (long) pread.invokeExact(state, descriptor, into, into.byteSize(), offset);
            return count < 0 ? -errno(state) : count;
        } catch (Throwable e) {
            throw new AssertionError("pread throws nothing", e);
        }
    }

    /**
     * Locks bytes of an open file for writing, so that the lock belongs to the descriptor and not to
     * the process (F_OFD_SETLK, fcntl(2)): another descriptor of this process that is closed does not
     * give it up. Only on 64-bit Linux.
     *
     * @return 0, or the error's number, negative: EAGAIN where somebody else has a lock there
     */
    int lock(int descriptor, long from, long count) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            // struct flock: short l_type, l_whence; off_t l_start, l_len; pid_t l_pid, which must be 0.
            MemorySegment lock = arena.allocate(32, 8);
            lock.set(ValueLayout.JAVA_SHORT, 0, WRITE_LOCK);
            lock.set(ValueLayout.JAVA_LONG, 8, from);
            lock.set(ValueLayout.JAVA_LONG, 16, count);
            int done = (int) fcntl.invokeExact(state, descriptor, SET_OWN_LOCK, lock);
            return done < 0 ? -errno(state) : 0;
        } catch (Throwable e) {
            throw new AssertionError("fcntl throws nothing", e);
        }
    }

    /** Asks the kernel not to read ahead. */
    void readInRandomOrder(int descriptor) {
        if (fadvise.isEmpty()) {
            return;
        }
        try {
            int ignored = (int) fadvise.get().invokeExact(descriptor, 0L, 0L, RANDOM_ORDER);
            assert ignored >= 0;
        } catch (Throwable e) {
            throw new AssertionError("posix_fadvise throws nothing", e);
        }
    }

    void close(int descriptor) {
        try {
            int ignored = (int) close.invokeExact(descriptor);
            assert ignored <= 0;
        } catch (Throwable e) {
            throw new AssertionError("close throws nothing", e);
        }
    }

    /**
     * What the system says of an error in the language that the process runs in, as Java tells it, too.
     */
    String errorText(int number) {
        try {
            MemorySegment text = (MemorySegment) strerror.invokeExact(number);
            return text.getString(0, Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
        } catch (Throwable e) {
            throw new AssertionError("strerror throws nothing", e);
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }
}
