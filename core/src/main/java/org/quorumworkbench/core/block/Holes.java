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
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the system where a file has holes: lseek with SEEK_DATA and SEEK_HOLE, on Linux and macOS,
 * through a file descriptor of its own, because Java shows none. Elsewhere, and where native access
 * is denied, there is nothing to ask. May be used from any thread; a call blocks as long as the
 * file system does.
 */
final class Holes implements AutoCloseable {

    private static final Optional<Calls> CALLS = Calls.bind();

    private final Calls calls;
    private final int descriptor;
    private boolean open = true;

    private Holes(Calls calls, int descriptor) {
        this.calls = calls;
        this.descriptor = descriptor;
    }

    /** Opens the file for asking; empty if it cannot be asked. */
    static Optional<Holes> open(Path path) {
        if (CALLS.isEmpty() || !path.getFileSystem().equals(FileSystems.getDefault())) {
            return Optional.empty();
        }
        int descriptor = CALLS.get().open(path);
        return descriptor < 0 ? Optional.empty() : Optional.of(new Holes(CALLS.get(), descriptor));
    }

    /**
     * The extent that begins at {@code offset}, cut to {@code length} bytes; data if the system cannot
     * tell.
     */
    synchronized Extent at(long offset, long length) {
        long data = open ? calls.seek(descriptor, offset, calls.seekData) : offset;
        if (data == Calls.NO_MORE_DATA) {
            return new Extent(offset, length, true);
        }
        if (data > offset) {
            return new Extent(offset, Math.min(length, data - offset), true);
        }
        long hole = open && data == offset ? calls.seek(descriptor, offset, calls.seekHole) : 0;
        return new Extent(offset, hole > offset ? Math.min(length, hole - offset) : length, false);
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            calls.close(descriptor);
        }
    }

    /** The C library's functions. */
    private record Calls(MethodHandle open, MethodHandle lseek, MethodHandle close, int openFlags, int seekData,
            int seekHole) {

        static final long NO_MORE_DATA = -6;
        private static final int ENXIO = 6;
        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

        // Restricted because a wrong descriptor would crash the process: these are int open(const char *,
        // int, ...),
        // off_t lseek(int, off_t, int) and int close(int), with a 64-bit off_t, as on 64-bit Linux and
        // macOS.
        @SuppressWarnings("restricted")
        static Optional<Calls> bind() {
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            boolean mac = system.contains("mac");
            if ((!mac && !system.contains("linux")) || ValueLayout.ADDRESS.byteSize() != 8) {
                return Optional.empty();
            }
            try {
                Linker linker = Linker.nativeLinker();
                SymbolLookup library = linker.defaultLookup();
                MethodHandle open = linker.downcallHandle(library.find("open").orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
                MethodHandle lseek = linker.downcallHandle(library.find("lseek").orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT),
                        Linker.Option.captureCallState("errno"));
                MethodHandle close = linker.downcallHandle(library.find("close").orElseThrow(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
                // O_RDONLY is 0; O_CLOEXEC keeps the descriptor from programs that are started.
                return Optional.of(mac
                        ? new Calls(open, lseek, close, 0x1000000, 4, 3)
                        : new Calls(open, lseek, close, 0x80000, 3, 4));
            } catch (RuntimeException e) {
                // No such function, or native access denied: every file is read as data.
                return Optional.empty();
            }
        }

        int open(Path path) {
            Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
            try (Arena arena = Arena.ofConfined()) {
                return (int) open.invokeExact(arena.allocateFrom(path.toString(), charset), openFlags);
            } catch (Throwable e) {
                throw new AssertionError("open throws nothing", e);
            }
        }

        /** The position found, {@link #NO_MORE_DATA}, or another negative number for any other error. */
        long seek(int descriptor, long offset, int whence) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(STATE);
                long found = (long) lseek.invokeExact(state, descriptor, offset, whence);
                return found < 0 && (int) ERRNO.get(state, 0L) == ENXIO ? NO_MORE_DATA : found;
            } catch (Throwable e) {
                throw new AssertionError("lseek throws nothing", e);
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
    }
}
