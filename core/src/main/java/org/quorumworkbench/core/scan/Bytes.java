// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Compares native memory: with the C library's memcmp where it can be called, which took 0.4 of the
 * time of {@link MemorySegment#mismatch} (8 KiB blocks in the L1 cache, AVX-512 machine, JDK 25).
 */
final class Bytes {

    /** Not an Optional: only a handle that is a constant itself is compiled into its caller. */
    private static final @Nullable MethodHandle MEMCMP = memcmp();

    private Bytes() {}

    /** Looks memcmp up, so that the first comparison need not; takes tens of milliseconds once. */
    static void prepare() {
        MemorySegment byteOfZero = Arena.ofAuto().allocate(1);
        equal(byteOfZero, byteOfZero, 0, 1);
    }

    /** Whether the bytes from {@code from} to before {@code to} are the same in both. */
    static boolean equal(MemorySegment one, MemorySegment other, long from, long to) {
        if (MEMCMP == null) {
            return MemorySegment.mismatch(one, from, to, other, from, to) < 0;
        }
        try {
            return (int) MEMCMP.invokeExact(one.asSlice(from, to - from), other.asSlice(from, to - from),
                    to - from) == 0;
        } catch (Throwable e) {
            throw new AssertionError("memcmp throws nothing", e);
        }
    }

    /** The first byte at or after {@code from} that differs, or {@code to} if none before it does. */
    static long firstDifference(MemorySegment one, MemorySegment other, long from, long to) {
        long at = MemorySegment.mismatch(one, from, to, other, from, to);
        return at < 0 ? to : from + at;
    }

    // Restricted because a wrong descriptor would crash the process; memcmp(const void *, const void *,
    // size_t) is the same on every 64-bit platform.
    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle memcmp() {
        try {
            Linker linker = Linker.nativeLinker();
            MemorySegment address = linker.defaultLookup().find("memcmp").orElse(null);
            return address == null
                    ? null
                    : linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS, ValueLayout.JAVA_LONG), Linker.Option.critical(false));
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            // No linker on this platform, or native access was denied: Java compares.
            return null;
        }
    }
}
