// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.scenario.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads one range and tells who agreed with whom. */
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Reads one range through the quorum, once, and tells the vote on the request and on every sector.")
final class InspectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @Option(names = "--sector", paramLabel = "S", required = true, converter = Numbers.class, description = "the first sector (512 bytes each), decimal or 0x...")
    private long sector;

    @Option(names = "--count", paramLabel = "N", converter = Numbers.class, description = "how many sectors; 8 if not given")
    private @Nullable Long count;

    @Option(names = "--json", description = "print JSON, format 1")
    private boolean json;

    @Override
    public Integer call() throws ConfigurationProblem {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenedQuorum opened = choice.open(spec.commandLine().getErr(), _ -> {})) {
            SectorRange range = DiskRange.of(spec.commandLine(), opened, sector, count);
            Inspection inspection = new Inspector(opened.quorum()).inspect(range).inspection().join();
            if (json) {
                out.println(Json.pretty(InspectionJson.of(opened, inspection)));
            } else {
                new InspectionText(opened, inspection).print(out);
            }
            return status(inspection);
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
