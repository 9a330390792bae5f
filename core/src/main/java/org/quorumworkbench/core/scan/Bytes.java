// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.LibraryCall;

/**
 * Compares native memory: with the C library's memcmp where it can be called, which took 0.4 of the
 * time of {@link MemorySegment#mismatch} (8 KiB blocks in the L1 cache, AVX-512 machine, JDK 25).
 * The memory must not be closed by another thread meanwhile: it is freed by nobody but the garbage
 * collector, or never.
 */
final class Bytes {

    /** Not an Optional: only a handle that is a constant itself is compiled into its caller. */
    private static final @Nullable MethodHandle MEMCMP = memcmp();

    /** Nobody reads it: memcmp has no errors. Threads may write into it at the same time. */
    private static final MemorySegment ERRNO = Arena.global().allocate(LibraryCall.state());

    private Bytes() {}

    /** Looks memcmp up, so that the first comparison need not; takes tens of milliseconds once. */
    static void prepare() {
        MemorySegment byteOfZero = Arena.ofAuto().allocate(1);
        equal(byteOfZero, byteOfZero, 0, 1);
    }

    /**
     * Whether the bytes from {@code from} to before {@code to} are the same in both.
     *
     * @throws IllegalArgumentException
     *             if either is not native memory
     * @throws IndexOutOfBoundsException
     *             if either has no such bytes
     */
    static boolean equal(MemorySegment one, MemorySegment other, long from, long to) {
        if (!one.isNative() || !other.isNative()) {
            throw new IllegalArgumentException("memory of the heap has no address");
        }
        Objects.checkFromToIndex(from, to, Math.min(one.byteSize(), other.byteSize()));
        if (MEMCMP == null) {
            return MemorySegment.mismatch(one, from, to, other, from, to) < 0;
        }
        try {
            long difference = (long) MEMCMP.invokeExact(ERRNO, one.address() + from, other.address() + from, to - from);
            return (int) difference == 0;
        } catch (Throwable e) {
            throw new AssertionError("memcmp throws nothing", e);
        } finally {
            // Until here nobody frees what only its address was given of.
            Reference.reachabilityFence(one);
            Reference.reachabilityFence(other);
        }
    }

    /** The first byte at or after {@code from} that differs, or {@code to} if none before it does. */
    static long firstDifference(MemorySegment one, MemorySegment other, long from, long to) {
        long at = MemorySegment.mismatch(one, from, to, other, from, to);
        return at < 0 ? to : from + at;
    }

    private static @Nullable MethodHandle memcmp() {
        try {
            return LibraryCall.to("memcmp").orElse(null);
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            // No linker on this platform, or native access was denied: Java compares.
            return null;
        }
    }
}
