// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.core.scan.HeadlineText;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.story.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads one range and tells who agreed with whom. */
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Reads one range through the quorum, once, and tells the vote on the request and on every sector.")
final class InspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @Option(names = "--sector", paramLabel = "S", converter = Numbers.Sectors.class, description = "the first sector (512 bytes each): N, 0xN, Nh, NK, NM or NG, or b:N for a byte offset")
    private @Nullable Long sector;

    @Option(names = "--at", paramLabel = "FILE", description = "instead of --sector: every range that FILE notes, in turn (a kernel log in which DRBD says \"Out of sync\", events of a QEMU monitor, or a ddrescue mapfile)")
    private @Nullable Path at;

    @Option(names = "--count", paramLabel = "N", converter = Numbers.class, description = "how many sectors; 8 if not given")
    private @Nullable Long count;

    @Option(names = "--json", description = "print JSON, format 1")
    private boolean json;

    @Option(names = "--timeout", paramLabel = "SECONDS", converter = Numbers.class, description = "give up on children that have not answered after so long, and tell which; else waits until Ctrl-C")
    private @Nullable Long timeout;

    /** How long opening took, which the first reading has less time for. */
    private Duration opening = Duration.ZERO;

    /** What the children are, if they are members of a set. */
    private Optional<MembersConfiguration> members = Optional.empty();

    @Override
    public Integer call() throws ConfigurationProblem {
        if (timeout != null && timeout == 0) {
            throw new ParameterException(spec.commandLine(), "--timeout 0: nobody answers in no time; give 1 or more");
        }
        long begun = System.nanoTime();
        QuorumChoice.Opened chosen = choice.openMembers(spec.commandLine().getErr(), _ -> {},
                Optional.ofNullable(timeout).map(Duration::ofSeconds));
        try (OpenedQuorum opened = chosen.quorum()) {
            members = chosen.members();
            opening = Duration.ofNanos(System.nanoTime() - begun);
            return at == null ? inspectRange(opened) : inspectNoted(opened, at);
        }
    }

    private int inspectRange(OpenedQuorum opened) {
        if (sector == null) {
            throw new ParameterException(spec.commandLine(), "give --sector S, or --at FILE");
        }
        SectorRange range = DiskRange.of(spec.commandLine(), opened, sector, count);
        return inspect(opened, range, inspection -> {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                Json.print(InspectionJson.of(opened, inspection), out);
            } else {
                text(out, opened, inspection);
            }
        });
    }

    /** The winner may be the old data, which only the members know: they have the last word. */
    private void text(PrintWriter out, OpenedQuorum opened, Inspection inspection) {
        new InspectionText(opened, inspection).print(out);
        members.filter(known -> !known.whole()).ifPresent(known -> {
            List<String> names = inspection.children().stream().map(ChildBytes::name).toList();
            out.println();
            out.println(HeadlineText
                    .of(Headline.of(inspection, opened.sectors(), MemberEvidence.of(known, names))
                            .with(Cut.ofQuorum(opened.quorum().children()))));
        });
    }

    /** Goes from one noted range to the next. The worst status is the command's. */
    private int inspectNoted(OpenedQuorum opened, Path file) {
        if (sector != null || count != null) {
            throw new ParameterException(spec.commandLine(), "give --sector S, or --at FILE, and not both");
        }
        long most = Inspector.maxSectors(opened.children().size());
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, @Nullable Object>> told = new ArrayList<>();
        int worst = ExitStatus.AGREED;
        for (NotedRange noted : NotedRanges.of(spec.commandLine(), file, opened.sectors())) {
            SectorRange range = new SectorRange(noted.range().first(), Math.min(most, noted.range().count()));
            worst = Math.max(worst, inspect(opened, range, inspection -> {
                if (json) {
                    Map<String, @Nullable Object> one = new LinkedHashMap<>(Map.of("note", noted.note()));
                    one.putAll(InspectionJson.of(opened, inspection));
                    told.add(one);
                } else {
                    out.println("== " + noted.range() + "  " + noted.note()
                            + (range.equals(noted.range()) ? "" : ": the first " + range.count() + " sectors of it"));
                    text(out, opened, inspection);
                    out.println();
                }
            }));
            if (out.checkError()) {
                break;
            }
        }
        if (json) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("format", 1);
            all.put("ranges", told);
            Json.print(all, out);
        }
        return worst;
    }

    private int inspect(OpenedQuorum opened, SectorRange range, Consumer<Inspection> tell) {
        long since = System.nanoTime();
        Request<Inspection> inspecting = new Inspector(opened.quorum()).inspect(range);
        PrintWriter out = spec.commandLine().getOut();
        Interruption interruption = Interruption.of(inspecting::cancel, out);
        try {
            Inspection inspection = await(inspecting, since, opening);
            opening = Duration.ZERO;
            tell.accept(inspection);
            out.flush();
            return status(inspection);
        } finally {
            interruption.allTold();
        }
    }

    /** Says after a while who keeps it waiting, so that nobody takes that for a hung program. */
    private Inspection await(Request<Inspection> inspecting, long since, Duration spent) {
        CompletableFuture<Inspection> told = inspecting.result();
        Optional<Duration> limit = Optional.ofNullable(timeout).map(Duration::ofSeconds)
                .map(given -> given.compareTo(spent) > 0 ? given.minus(spent) : Duration.ZERO);
        try (LongWait _ = LongWait.overFiles(spec.commandLine().getErr(), since)) {
            if (limit.isPresent() && !answered(told, limit.get())) {
                inspecting.cancel();
            }
            return told.join();
        }
    }

    private static boolean answered(CompletableFuture<Inspection> told, Duration patience) {
        try {
            told.copy().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS).join();
            return true;
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            return false;
        }
    }

    static int status(Inspection inspection) {
        if (inspection.request().result() instanceof Result.Aborted) {
            return ExitStatus.DIVERGED;
        }
        for (ChildBytes child : inspection.children()) {
            if (child.pending() || !child.unreadable().isEmpty()) {
                return ExitStatus.FAILED;
            }
        }
        boolean requestFailedSomewhere = inspection.request().replies().stream()
                .anyMatch(reply -> reply.reply().isPresent() && !reply.isOk());
        if (requestFailedSomewhere) {
            return ExitStatus.FAILED;
        }
        boolean diverges = inspection.sectors().stream().anyMatch(sectorVote -> sectorVote.vote().isDivergent());
        return diverges ? ExitStatus.DIVERGED : ExitStatus.AGREED;
    }
}
