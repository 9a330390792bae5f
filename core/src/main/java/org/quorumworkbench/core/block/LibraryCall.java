// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * Functions of the C library that take at most three numbers or pointers and give one, all called
 * in the same form: the address of where errno goes, and three longs. To link a form takes 5 to 10
 * ms in a program that has just started, and to link a second function of it next to nothing (JDK
 * 25).
 *
 * <p>
 * On every 64-bit platform a pointer and a number of 32 bits are passed in a register as a long is,
 * registers with more arguments than a function has are not looked at, and of a result of 32 bits
 * only the lower half counts. A function with further arguments where the dots are must not be
 * called so: on macOS those are passed on the stack.
 */
public final class LibraryCall {

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final FunctionDescriptor FORM = FunctionDescriptor.of(ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

    private LibraryCall() {}

    /**
     * The function of a name.
     *
     * @return takes memory of {@link #state} and three longs, and gives a long; empty if there is no
     *         such function here
     * @throws IllegalCallerException
     *             if native access is denied
     * @throws UnsupportedOperationException
     *             if there is no linker here
     */
    // Restricted because a wrong form would crash the process.
    @SuppressWarnings("restricted")
    public static Optional<MethodHandle> to(String name) {
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name)
                .map(function -> linker.downcallHandle(function, FORM, Linker.Option.captureCallState("errno")));
    }

    /** What memory for errno is like. */
    public static StructLayout state() {
        return STATE;
    }

    /** The errno of the last call with that memory, which must have failed. */
    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }
}
