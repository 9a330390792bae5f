// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quorumworkbench.core.block.LibraryCall;

/**
 * Ends the process faster than the virtual machine does. Once that is shutting down it ignores
 * every further signal, so that a second Ctrl-C would wait as long as the first; and at its very
 * end it waits 300 ms for each thread that hangs in a system call (HotSpot,
 * {@code VM_Exit::wait_for_threads_in_native_to_block}), as one does that reads from a hung child.
 */
final class QuickEnd {

    // The same numbers on Linux and macOS (signal(7), and <sys/signal.h>).
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    /** As a shell tells an end by signal. */
    private static final int SIGNALLED = 128;

    /** What others that end with the program may take for it. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    /** Changes nothing: the end takes what it takes. */
    static final QuickEnd NONE = new QuickEnd(Optional.empty());

    private record Calls(MethodHandle signal, MethodHandle exit) {}

    private final Optional<Calls> calls;

    private QuickEnd(Optional<Calls> calls) {
        this.calls = calls;
    }

    /** Looks the C library's calls up, which takes its time; does nothing where they are not. */
    static QuickEnd prepare() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return NONE;
        }
        try {
            // void (*signal(int, void (*)(int)))(int) takes and gives pointers that SIG_DFL, 0, is one of;
            // void _exit(int) does not return.
            return new QuickEnd(LibraryCall.to("signal")
                    .flatMap(signal -> LibraryCall.to("_exit").map(exit -> new Calls(signal, exit))));
        } catch (UnsupportedOperationException | IllegalCallerException e) {
            // No linker on this platform, or native access was denied.
            return NONE;
        }
    }

    /** From now on the next signal ends the process at once. */
    void restoreSignals() {
        calls.ifPresent(known -> {
            for (long number : List.of((long) SIGINT, (long) SIGTERM)) {
                try (Arena arena = Arena.ofConfined()) {
                    long before = (long) known.signal.invokeExact(arena.allocate(LibraryCall.state()), number, 0L, 0L);
                    if (before == -1) {
                        return;
                    }
                } catch (Throwable e) {
                    throw new AssertionError("signal throws nothing", e);
                }
            }
        });
    }

    /**
     * Ends the process, on a shutdown hook that has done its part, with the status of the signal that
     * began it. Returns if no signal did, or others are at work for long that must not be cut short.
     */
    void end() {
        OptionalInt signal = signal();
        if (calls.isEmpty() || signal.isEmpty() || !othersEnd()) {
            return;
        }
        System.err.flush();
        try (Arena arena = Arena.ofConfined()) {
            long _ = (long) calls.get().exit.invokeExact(arena.allocate(LibraryCall.state()),
                    (long) SIGNALLED + signal.getAsInt(), 0L, 0L);
        } catch (Throwable e) {
            throw new AssertionError("_exit throws nothing", e);
        }
    }

    /** The virtual machine answers a signal on a thread of its name. */
    private static OptionalInt signal() {
        List<String> names = Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
        return names.contains("SIGINT handler")
                ? OptionalInt.of(SIGINT)
                : names.contains("SIGTERM handler") ? OptionalInt.of(SIGTERM) : OptionalInt.empty();
    }

    /** Waits for other shutdown hooks: threads that keep a program alive, save those of this end. */
    private static boolean othersEnd() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            boolean ours = thread == Thread.currentThread() || thread.getName().endsWith(" handler")
                    || thread.getName().equals("main") || thread.getName().equals("DestroyJavaVM");
            if (!ours && !thread.isDaemon()) {
                try {
                    if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                        return false;
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }
}
