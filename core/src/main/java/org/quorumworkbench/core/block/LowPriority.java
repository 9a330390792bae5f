// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lowest priority there is for a thread, on the disk and on the processor: the class "idle" of
 * ioprio_set(2), which the kernel's disk schedulers bfq and mq-deadline heed, and niceness 19. Only
 * Linux gives threads priorities of their own.
 */
public final class LowPriority {

    // linux/ioprio.h: IOPRIO_WHO_PROCESS, and IOPRIO_CLASS_IDLE above 13 bits of data; sys/resource.h:
    // PRIO_PROCESS. 0 is
    // the thread that calls.
    private static final int ONE_THREAD = 1;
    private static final int IDLE = 3 << 13;
    private static final int OF_PROCESS = 0;
    private static final int NICEST = 19;

    private record Calls(MethodHandle syscall, long ioprioSet, MethodHandle setpriority) {}

    private static final class Known {
        static final Optional<Calls> CALLS = bind();
    }

    private LowPriority() {}

    /** Whether this system gives a thread that priority. */
    public static boolean isKnown() {
        return Known.CALLS.isPresent();
    }

    /**
     * Gives it to the thread that calls, until its end.
     *
     * @return false if the system has no such thing, or refused
     */
    public static boolean lowerThisThread() {
        if (Known.CALLS.isEmpty()) {
            return false;
        }
        Calls calls = Known.CALLS.get();
        try {
            long disk = (long) calls.syscall.invokeExact(calls.ioprioSet, ONE_THREAD, 0, IDLE);
            int processor = (int) calls.setpriority.invokeExact(OF_PROCESS, 0, NICEST);
            return disk == 0 && processor == 0;
        } catch (Throwable e) {
            throw new AssertionError("ioprio_set and setpriority throw nothing", e);
        }
    }

    /** The number of ioprio_set, for which the C library has no function, on this processor's Linux. */
    private static OptionalLong ioprioSet() {
        return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> OptionalLong.of(251);
            case "aarch64", "riscv64" -> OptionalLong.of(30);
            case "ppc64le", "ppc64" -> OptionalLong.of(273);
            case "s390x" -> OptionalLong.of(282);
            default -> OptionalLong.empty();
        };
    }

    // Restricted because a wrong descriptor would crash the process: these are long syscall(long, ...),
    // here with three
    // int, and int setpriority(int, id_t, int).
    @SuppressWarnings("restricted")
    private static Optional<Calls> bind() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux") || ioprioSet().isEmpty()) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            Optional<MemorySegment> syscall = linker.defaultLookup().find("syscall");
            Optional<MemorySegment> setpriority = linker.defaultLookup().find("setpriority");
            if (syscall.isEmpty() || setpriority.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Calls(
                    linker.downcallHandle(syscall.get(),
                            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                            Linker.Option.firstVariadicArg(1)),
                    ioprioSet().getAsLong(),
                    linker.downcallHandle(setpriority.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))));
        } catch (RuntimeException e) {
            // No linker here, or native access denied.
            return Optional.empty();
        }
    }
}
