// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.config.PendingQuorum;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.NbdUri;
import org.quorumworkbench.core.serve.PrivateSocket;
import org.quorumworkbench.core.serve.Serving;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code quorum-workbench serve}: lets NBD clients read, and perhaps write, through the votes. */
@Command(name = "serve", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = {
        "Serves the quorum over NBD: every request of a client is one request of the quorum.",
        "Without --socket or --listen it makes a socket in a fresh folder of the user's alone.",
        "It runs until Ctrl-C or SIGTERM, and leaves with 0 then."})
final class ServeCommand implements Callable<Integer> {

    private static final long SCRATCH_LIMIT = 8L << 30;
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([KMGT]?)");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private Where where = new Where();

    private static final class Where {
        @Option(names = "--socket", paramLabel = "PATH", description = "listen at this Unix socket")
        private @Nullable Path socket;

        @Option(names = "--listen", paramLabel = "ADDR:PORT", description = "listen at this TCP address; beyond this machine only with --tls-certificates or --insecure")
        private @Nullable String listen;
    }

    @Option(names = "--tls-certificates", paramLabel = "DIR", description = "insist on TLS, with DIR/server-cert.pem and server-key.pem; with ca-cert.pem clients need a certificate too")
    private @Nullable Path certificates;

    @Option(names = "--insecure", description = "listen beyond this machine without TLS: everybody on the way can read and change everything")
    private boolean insecure;

    @Option(names = "--writable", description = "let clients write; what they write goes to scratch files, never to the children")
    private boolean writable;

    @Option(names = "--scratch", paramLabel = "DIR", description = "where scratch files are (default: the system's folder for temporary files)")
    private @Nullable Path scratch;

    @Option(names = "--scratch-limit", paramLabel = "N[K|M|G]", description = "the most bytes of all scratch files together (default: 8G); beyond it writes fail with ENOSPC")
    private @Nullable String scratchLimit;

    @Option(names = "--once", description = "end when the last client has gone")
    private boolean once;

    @Option(names = "--json", description = "print what happens on standard output, a JSON object a line")
    private boolean json;

    @Override
    public Integer call() throws ConfigurationProblem, IOException {
        if (where.listen != null) {
            return serve(tcp(where.listen));
        }
        if (where.socket != null) {
            return serve(new NbdAddress.Unix(where.socket.toAbsolutePath()));
        }
        try (PrivateSocket own = PrivateSocket.create()) {
            return serve(own.address());
        }
    }

    private int serve(NbdAddress address) throws ConfigurationProblem {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ServeLines lines = new ServeLines(json, json ? out : err);
        checkScratch();
        checkSocket();
        Configuration configuration = choice.read(err);
        Optional<ScratchSpace> space = writable ? Optional.of(scratch(configuration, lines)) : Optional.empty();
        try (OpenedQuorum opened = QuorumChoice.await(
                PendingQuorum.begin(configuration, Access.EXAMINE, space, _ -> {}), err, Optional.empty());
                Serving serving = Serving.start(opened.quorum(), address, Optional.ofNullable(certificates), writable,
                        opened.executor(), lines::hear);
                StopSignals _ = StopSignals.run(lines::end);
                LongWait _ = LongWait.overFiles(err)) {
            announce(opened, serving.uri(), out);
            if (once) {
                var _ = serving.lastClientGone().whenComplete((_, _) -> lines.end());
            }
            lines.printAll();
            return ExitStatus.AGREED;
        } catch (NbdProblem e) {
            throw misused(e.reason() + ". " + e.remedy());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.FAILED;
        }
    }

    private void announce(OpenedQuorum opened, NbdUri uri, PrintWriter out) {
        long length = opened.quorum().length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        String sentence = "serving " + opened.quorum().name() + " (" + length + " bytes) at " + uri;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("format", 1);
        line.put("event", "serving");
        line.put("export", opened.quorum().name());
        line.put("length", length);
        line.put("uri", uri.toString());
        line.put("message", sentence);
        out.println(json ? JsonMapper.builder().build().writeValueAsString(line) : sentence);
        out.flush();
    }

    /** An address to listen at: loopback, or with TLS, or expressly without. */
    private NbdAddress tcp(String text) {
        NbdAddress.Tcp address = NbdAddress.Tcp.written(text).orElseThrow(
                () -> misused("--listen " + text + ": this is no ADDR:PORT, as 127.0.0.1:10809 is one"));
        if (certificates == null && !insecure && !address.isLoopback()) {
            throw misused("--listen " + text + ": others could read and change everything on the way. Give "
                    + "--tls-certificates DIR, or --insecure if that is meant");
        }
        return address;
    }

    private void checkScratch() {
        if (!writable && (scratch != null || scratchLimit != null)) {
            throw misused((scratch == null ? "--scratch-limit" : "--scratch") + " goes with --writable");
        }
        if (scratch != null && !Files.isDirectory(scratch)) {
            throw misused("--scratch " + scratch + ": there is no such folder");
        }
        if (scratch != null) {
            tryOut("--scratch " + scratch, scratch);
        }
    }

    private void checkSocket() {
        if (where.socket != null) {
            Path folder = where.socket.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw misused("--socket " + where.socket + ": there is no folder " + folder);
            }
            tryOut("--socket " + where.socket, folder);
        }
    }

    /** Some folders take no file, which is better said before anything is read. */
    private void tryOut(String option, Path folder) {
        try {
            SavedFile.tryOut(folder, folder);
        } catch (NotSaved e) {
            throw misused(option + ": " + e.reason().english());
        }
    }

    private ScratchSpace scratch(Configuration configuration, ServeLines lines) {
        Path folder = scratch == null ? Path.of(System.getProperty("java.io.tmpdir", ".")) : scratch;
        long limit = scratchLimit == null ? SCRATCH_LIMIT : size(scratchLimit);
        return new ScratchSpace(folder, limit, disks(configuration), () -> lines.say("the scratch files have reached "
                + limit + " bytes: writes fail with ENOSPC. Give more with --scratch-limit"));
    }

    /** How many children hold bytes, those of quorums within too. */
    private static int disks(Configuration configuration) {
        return configuration.children().stream()
                .mapToInt(
                        child -> child.source() instanceof ChildSource.Inner(Configuration within) ? disks(within) : 1)
                .sum();
    }

    private long size(String text) {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            throw misused("--scratch-limit " + text + ": this is no size, as 512M or 8G is one");
        }
        int shift = 10 * ("KMGT".indexOf(parts.group(2)) + (parts.group(2).isEmpty() ? 0 : 1));
        long number = Long.parseLong(parts.group(1));
        if (number > Long.MAX_VALUE >> shift) {
            throw misused("--scratch-limit " + text + ": no disk has that many bytes");
        }
        return number << shift;
    }

    private ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
