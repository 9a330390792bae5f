// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Gives SIGINT and SIGTERM back to the system while the program ends: the virtual machine, once it
 * is shutting down, ignores every further one, so a second Ctrl-C would wait as long as the first.
 */
final class DefaultSignals {

    // The same numbers on Linux and macOS (signal(7), and <sys/signal.h>).
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final Optional<MethodHandle> signal;

    private DefaultSignals(Optional<MethodHandle> signal) {
        this.signal = signal;
    }

    /** Looks up signal(2) of the C library, which takes its time; does nothing where there is none. */
    // Restricted because a wrong descriptor would crash the process; void (*signal(int, void (*)(int)))(int)
    // takes and gives pointers that SIG_DFL, 0, is one of.
    @SuppressWarnings("restricted")
    static DefaultSignals prepare() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return new DefaultSignals(Optional.empty());
        }
        try {
            Linker linker = Linker.nativeLinker();
            return new DefaultSignals(linker.defaultLookup().find("signal")
                    .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS))));
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            // No linker on this platform, or native access was denied: a second signal then waits, too.
            return new DefaultSignals(Optional.empty());
        }
    }

    /** From now on the next signal ends the process at once. */
    void restore() {
        signal.ifPresent(handle -> {
            try {
                MemorySegment before = (MemorySegment) handle.invokeExact(SIGINT, MemorySegment.NULL);
                MemorySegment other = (MemorySegment) handle.invokeExact(SIGTERM, MemorySegment.NULL);
                assert before != null && other != null;
            } catch (Throwable e) {
                throw new AssertionError("signal throws nothing", e);
            }
        });
    }
}
