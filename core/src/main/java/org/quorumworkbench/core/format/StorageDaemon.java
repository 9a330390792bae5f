// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Unanswered;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.TemporaryFolder;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.NbdUri;

/**
 * A QEMU storage daemon that serves one chain on a socket in a folder of the user's alone. A shell
 * beside it waits on a pipe from us: when that is closed, by us or by our end, however we end, it
 * ends the daemon and removes the folder. May be used from any thread.
 */
final class StorageDaemon implements AutoCloseable {

    /** From its start to its greeting; common are 40 to 80 ms. */
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int MOST_WORDS = 16 << 10;
    private static final String EXPORT = "disk";
    private static final String SOCKET = "nbd";

    // glibc otherwise gives every buffer back and gets it anew: 9 to 13 times slower where page faults
    // are dear (measured).
    private static final List<String[]> TUNED = List.of(new String[]{"MALLOC_MMAP_THRESHOLD_", "134217728"},
            new String[]{"MALLOC_TRIM_THRESHOLD_", "268435456"});

    // The passphrase comes first on the pipe, in Base64, and goes on to the daemon by a pipe: it is in
    // no file, no argument and no environment. The daemon is killed because it has nothing to write.
    // The shell says that it was killed; where we are gone nobody reads that, and writing it would end
    // the shell before it has cleaned up.
    private static final String SHELL = """
            folder=$1; shift
            exec 3<&0
            IFS= read -r secret <&3
            printf %s "$secret" | "$@" 3<&- >/dev/null &
            daemon=$!
            secret=
            { cat <&3; kill -KILL "$daemon"; } >/dev/null 2>&1 &
            watch=$!
            exec 3<&- </dev/null 2>/dev/null
            wait "$daemon"
            status=$?
            kill "$watch" 2>/dev/null
            rm -f "$folder/nbd"
            rmdir "$folder" 2>/dev/null
            exit "$status"
            """;

    /** Those that run; they end before the program does. */
    private static final Set<StorageDaemon> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(
                Thread.ofPlatform().name("storage-daemons").unstarted(StorageDaemon::endAll));
    }

    private final Process shell;
    private final NbdUri uri;
    private final CompletableFuture<String> words;

    private StorageDaemon(Process shell, NbdUri uri, CompletableFuture<String> words) {
        this.shell = shell;
        this.uri = uri;
        this.words = words;
    }

    /** A daemon, and a connection to what it serves. */
    record Started(StorageDaemon daemon, NbdDevice device) {}

    /**
     * Starts one and connects to it; blocks until it has opened the images.
     *
     * @throws FormatProblem
     *             if it is not installed, or cannot open them, with its own words
     */
    static Started start(ImageChain chain, Optional<Passphrase> passphrase, Executor executor) throws FormatProblem {
        List<String> nodes = NodeOptions.of(chain);
        Path program = Program.find(Program.DAEMON).orElseThrow(() -> Program.missing(chain.format()));
        Path image = chain.request().file();
        try (Unanswered.Question _ = Unanswered.of(image)) {
            StorageDaemon daemon = run(program, nodes, passphrase, executor);
            try {
                return new Started(daemon, daemon.connect(executor, () -> FileName.shown(image)));
            } catch (FormatProblem | InterruptedException | RuntimeException e) {
                daemon.close();
                throw e;
            }
        } catch (IOException e) {
            throw new FormatProblem(
                    Wording.of("{0} cannot be started: {1}", Program.DAEMON,
                            Wording.foreign(String.valueOf(e.getMessage()))),
                    Wording.of("Check the folder for temporary files and the number of processes."), Errno.EIO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FormatProblem(Wording.of("opening it was interrupted"), Wording.of("Try again."),
                    Errno.ECANCELED);
        }
    }

    private static StorageDaemon run(Path program, List<String> nodes, Optional<Passphrase> passphrase,
            Executor executor) throws IOException {
        Path folder = TemporaryFolder.forSocket("format", SOCKET).path();
        Path socket = folder.resolve(SOCKET);
        List<String> command = new ArrayList<>();
        // Ctrl-C in a terminal is for us: the daemon goes on until we end it.
        Program.find("setsid").ifPresent(found -> command.add(found.toString()));
        command.addAll(List.of("/bin/sh", "-c", SHELL, "sh", folder.toString(), program.toString()));
        if (passphrase.isPresent()) {
            command.addAll(List.of("--object",
                    "secret,id=" + NodeOptions.SECRET + ",format=base64,file=/dev/stdin"));
        }
        command.addAll(nodes);
        command.addAll(List.of("--nbd-server", "addr.type=unix,max-connections=0,addr.path=" + socket, "--export",
                "type=nbd,id=export,writable=off,name=" + EXPORT + ",node-name=" + NodeOptions.TOP));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        TUNED.forEach(setting -> builder.environment().put(setting[0], setting[1]));
        Process shell = builder.start();
        try {
            return commanded(shell, new NbdUri(new NbdAddress.Unix(socket), EXPORT, Optional.empty()), passphrase,
                    executor);
        } catch (IOException | RuntimeException e) {
            // Else the shell would wait for us, with its daemon, as long as we live.
            end(shell);
            throw e;
        }
    }

    private static StorageDaemon commanded(Process shell, NbdUri uri, Optional<Passphrase> passphrase,
            Executor executor) throws IOException {
        CompletableFuture<String> words = CompletableFuture.supplyAsync(() -> words(shell.getErrorStream()), executor);
        StorageDaemon daemon = new StorageDaemon(shell, uri, words);
        RUNNING.add(daemon);
        var _ = shell.onExit().thenRun(() -> RUNNING.remove(daemon));
        OutputStream pipe = shell.getOutputStream();
        pipe.write((passphrase.map(Passphrase::base64).orElse("") + "\n").getBytes(StandardCharsets.US_ASCII));
        pipe.flush();
        return daemon;
    }

    private static String words(InputStream stream) {
        try (stream) {
            byte[] words = stream.readNBytes(MOST_WORDS);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(words, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // It was killed: then there is nothing to hear.
            return "";
        }
    }

    private NbdDevice connect(Executor executor, Supplier<String> name) throws FormatProblem, InterruptedException {
        long until = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                return NbdDevice.open(uri, executor, name);
            } catch (NbdProblem notYet) {
                if (shell.waitFor(LOOK)) {
                    throw refused();
                }
                if (System.nanoTime() > until) {
                    throw new FormatProblem(
                            Wording.of("{0} has not opened it after {1} seconds: {2}", Program.DAEMON,
                                    START.toSeconds(), notYet.wording()),
                            Wording.of("Check the disk that it is on."), Errno.ETIMEDOUT);
                }
            }
        }
    }

    /** In its own words, without its name and the node's options, which nobody wrote. */
    private FormatProblem refused() {
        String said = words.join().strip().replaceFirst("(?s)^" + Program.DAEMON + ": ", "")
                .replaceFirst("(?s)^--blockdev \\{.*?\\}: ", "").lines().reduce((first, last) -> last).orElse("");
        boolean damaged = !said.contains("assword");
        return new FormatProblem(
                said.isEmpty()
                        ? Wording.of("QEMU refuses it: it ended without a word")
                        : Wording.of("QEMU refuses it: {0}", Wording.foreign(Printable.line(said))),
                damaged
                        ? Wording.of("Check the image ('qemu-img check'), or the program that made it.")
                        : Wording.of("Give another passphrase; every byte of its file counts, a line end among them."),
                Errno.EINVAL);
    }

    /** Complete when it has ended. */
    CompletableFuture<Integer> ended() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    /** The process that was started. */
    long pid() {
        return shell.pid();
    }

    /** Ends it; does not wait for that. */
    @Override
    public void close() {
        end(shell);
    }

    private static void end(Process shell) {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
            return;
        }
    }

    private static void endAll() {
        List<StorageDaemon> last = List.copyOf(RUNNING);
        last.forEach(StorageDaemon::close);
        long until = System.nanoTime() + END.toNanos();
        for (StorageDaemon daemon : last) {
            try {
                daemon.ended().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException e) {
                // It stands in the kernel, on a disk that hangs, and ends when that lets it.
                daemon.close();
            }
        }
    }
}
