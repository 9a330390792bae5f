// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

    private static final List<String> NEEDED = List.of("open", "lseek", "pread", "close", "fcntl", "strerror");

    // POSIX_FADV_RANDOM and POSIX_FADV_DONTNEED (linux/fadvise.h; only s390 numbers the second
    // otherwise); RWF_NOWAIT (linux/fs.h).
    private static final int RANDOM_ORDER = 1;
    private static final int SET_OWN_LOCK = 37;
    private static final short WRITE_LOCK = 1;
    private static final int NOT_NEEDED = System.getProperty("os.arch", "").startsWith("s390") ? 6 : 4;
    private static final int ONLY_CACHED = 8;
    // RUSAGE_THREAD, and ru_inblock in struct rusage (linux/resource.h): two times and seven other
    // numbers before it.
    private static final int OF_THIS_THREAD = 1;
    private static final long BLOCKS_READ = 11 * Long.BYTES;
    private static final long USAGE_BYTES = 18 * Long.BYTES;
    private static final long BLOCK = 512;
    private static final long PAGE = 4096;
    // The longest text that strerror has is far below.
    private static final int LONGEST_TEXT = 4096;

    /** The system's; empty if there is nothing to call. Bound after all that binding needs. */
    static final Optional<CLibrary> HERE = bind();

    private final boolean linux;

    private CLibrary(boolean linux) {
        this.linux = linux;
    }

    // To link a form of call takes 5 to 10 ms in a program that has just started, and few are needed at
    // once: each function is linked where it is called first.

    /** int open(const char *, int), without a mode. */
    private static final class Open {
        static final MethodHandle CALL = LibraryCall.to("open").orElseThrow();
    }

    /** off_t lseek(int, off_t, int). */
    private static final class Seek {
        static final MethodHandle CALL = LibraryCall.to("lseek").orElseThrow();
    }

    /** ssize_t pread(int, void *, size_t, off_t). */
    private static final class Read {
        static final MethodHandle CALL = link("pread", FunctionDescriptor.of(ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                Linker.Option.captureCallState("errno"));
    }

    /** ssize_t preadv2(int, const struct iovec *, int, off_t, int). */
    private static final class ReadCached {
        static final Optional<MethodHandle> CALL = linkIfThere("preadv2", FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    }

    /** int getrusage(int, struct rusage *). */
    private static final class Usage {
        static final Optional<MethodHandle> CALL = linkIfThere("getrusage", FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /** int close(int). */
    private static final class Close {
        static final MethodHandle CALL = LibraryCall.to("close").orElseThrow();
    }

    /** char *strerror(int). */
    @SuppressWarnings("restricted")
    private static final class ErrorText {
        static final MethodHandle CALL = link("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS.withTargetLayout(
                MemoryLayout.sequenceLayout(LONGEST_TEXT, ValueLayout.JAVA_BYTE)), ValueLayout.JAVA_INT));
    }

    /** int fcntl(int, int, ...), here with a pointer. */
    private static final class Control {
        static final MethodHandle CALL = link("fcntl",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2), Linker.Option.captureCallState("errno"));
    }

    /** int posix_fadvise(int, off_t, off_t, int). */
    private static final class Advise {
        static final Optional<MethodHandle> CALL = linkIfThere("posix_fadvise", FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));
    }

    // Restricted because a wrong descriptor would crash the process.
    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor, options);
    }

    private static Optional<MethodHandle> linkIfThere(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().defaultLookup().find(name).map(_ -> link(name, descriptor));
    }

    private static Optional<CLibrary> bind() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean linux = system.contains("linux");
        if ((!linux && !system.contains("mac")) || ValueLayout.ADDRESS.byteSize() != 8) {
            return Optional.empty();
        }
        try {
            SymbolLookup library = Linker.nativeLinker().defaultLookup();
            // Where native access is denied, the first function that is linked says so.
            return NEEDED.stream().allMatch(name -> library.find(name).isPresent()) && Open.CALL.type() != null
                    ? Optional.of(new CLibrary(linux))
                    : Optional.empty();
        } catch (RuntimeException | ExceptionInInitializerError e) {
            // No linker here, or native access denied.
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
            MemorySegment state = arena.allocate(LibraryCall.state());
            MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, Arrays.copyOf(name, name.length + 1));
            // O_RDONLY is 0; this is O_CLOEXEC.
            long flags = more | (linux ? 0x80000 : 0x1000000);
            int descriptor = (int) (long) Open.CALL.invokeExact(state, text.address(), flags, 0L);
            return descriptor < 0 ? -LibraryCall.errno(state) : descriptor;
        } catch (Throwable e) {
            throw new AssertionError("open throws nothing", e);
        }
    }

    /** The position found, or the error's number, negative. */
    long seek(int descriptor, long offset, int whence) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LibraryCall.state());
            long found = (long) Seek.CALL.invokeExact(state, (long) descriptor, offset, (long) whence);
            return found < 0 ? -LibraryCall.errno(state) : found;
        } catch (Throwable e) {
            throw new AssertionError("lseek throws nothing", e);
        }
    }

    /** How many bytes were read, 0 at the end, or the error's number, negative. */
    long read(int descriptor, MemorySegment into, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LibraryCall.state());
            long count = (long) Read.CALL.invokeExact(state, descriptor, into, into.byteSize(), offset);
            return count < 0 ? -LibraryCall.errno(state) : count;
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
            MemorySegment state = arena.allocate(LibraryCall.state());
            // struct flock: short l_type, l_whence; off_t l_start, l_len; pid_t l_pid, which must be 0.
            MemorySegment lock = arena.allocate(32, 8);
            lock.set(ValueLayout.JAVA_SHORT, 0, WRITE_LOCK);
            lock.set(ValueLayout.JAVA_LONG, 8, from);
            lock.set(ValueLayout.JAVA_LONG, 16, count);
            int done = (int) Control.CALL.invokeExact(state, descriptor, SET_OWN_LOCK, lock);
            return done < 0 ? -LibraryCall.errno(state) : 0;
        } catch (Throwable e) {
            throw new AssertionError("fcntl throws nothing", e);
        }
    }

    /**
     * Reads only what is in the page cache.
     *
     * @return how many bytes from the start on, or -1 if there are none or the system cannot tell
     */
    long readCached(int descriptor, MemorySegment into, long offset) {
        if (ReadCached.CALL.isEmpty()) {
            return -1;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = arena.allocate(ValueLayout.ADDRESS, 2);
            vector.setAtIndex(ValueLayout.ADDRESS, 0, into);
            vector.setAtIndex(ValueLayout.JAVA_LONG, 1, into.byteSize());
            long before = blocksRead(arena);
            long read = (long) ReadCached.CALL.get().invokeExact(descriptor, vector, 1, offset, ONLY_CACHED);
            // Linux begins to read what it does not find (filemap_get_pages), and if that is quick, finds it
            // then: what this call brought in was not there before.
            long brought = Math.ceilDiv((blocksRead(arena) - before) * BLOCK, PAGE) * PAGE;
            return read <= 0 ? read : Math.max(0, read - brought);
        } catch (Throwable e) {
            throw new AssertionError("preadv2 throws nothing", e);
        }
    }

    /** How many blocks of 512 bytes this thread had read from disks; 0 where that is not counted. */
    private static long blocksRead(Arena arena) throws Throwable {
        if (Usage.CALL.isEmpty()) {
            return 0;
        }
        MemorySegment usage = arena.allocate(USAGE_BYTES, Long.BYTES);
        int failed = (int) Usage.CALL.get().invokeExact(OF_THIS_THREAD, usage);
        return failed == 0 ? usage.get(ValueLayout.JAVA_LONG, BLOCKS_READ) : 0;
    }

    /** Asks the kernel not to read ahead. */
    void readInRandomOrder(int descriptor) {
        advise(descriptor, 0, 0, RANDOM_ORDER);
    }

    /**
     * Asks the kernel to drop whole pages of the file from the page cache.
     *
     * @return false if the system has no way to do so
     */
    boolean drop(int descriptor, long offset, long length) {
        return advise(descriptor, offset, length, NOT_NEEDED);
    }

    private static boolean advise(int descriptor, long offset, long length, int advice) {
        if (Advise.CALL.isEmpty()) {
            return false;
        }
        try {
            return (int) Advise.CALL.get().invokeExact(descriptor, offset, length, advice) == 0;
        } catch (Throwable e) {
            throw new AssertionError("posix_fadvise throws nothing", e);
        }
    }

    void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LibraryCall.state());
            long ignored = (long) Close.CALL.invokeExact(state, (long) descriptor, 0L, 0L);
            assert (int) ignored <= 0;
        } catch (Throwable e) {
            throw new AssertionError("close throws nothing", e);
        }
    }

    /**
     * What the system says of an error in the language that the process runs in, as Java tells it, too.
     */
    String errorText(int number) {
        try {
            MemorySegment text = (MemorySegment) ErrorText.CALL.invokeExact(number);
            return text.getString(0, Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
        } catch (Throwable e) {
            throw new AssertionError("strerror throws nothing", e);
        }
    }
}
