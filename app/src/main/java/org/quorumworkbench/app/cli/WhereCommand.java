// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.VotedPlaces;
import org.quorumworkbench.core.story.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells which file, or what else, lies at some sectors. */
@Command(name = "where", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = "Tells what lies at these sectors: which file, metadata, unallocated space. The file systems are read as the vote has them.")
final class WhereCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @Option(names = "--sector", paramLabel = "S", required = true, converter = Numbers.Sectors.class, description = "the first sector (512 bytes each): N, 0xN, Nh, NK, NM or NG, or b:N for a byte offset")
    private long sector;

    @Option(names = "--count", paramLabel = "N", converter = Numbers.class, description = "how many sectors; 1 if not given")
    private long count = 1;

    @Option(names = "--json", description = "print JSON, format 1")
    private boolean json;

    @Override
    public Integer call() throws ConfigurationProblem {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenedQuorum opened = choice.open(spec.commandLine().getErr(), _ -> {})) {
            SectorRange range = DiskRange.ofAny(spec.commandLine(), opened, sector, count);
            VotedPlaces view = new VotedPlaces(opened.quorum());
            Interruption interruption = Interruption.of(view::cancel, out);
            try (LongWait _ = LongWait.overFiles(spec.commandLine().getErr())) {
                ScanPlaces places = view.find(SortedRanges.of(range));
                if (json) {
                    Json.print(PlacesText.json(places.report(), places.disputed(),
                            Cut.ofQuorum(opened.quorum().children())), out);
                } else {
                    new PlacesText(out).print(places.report(), places.disputed());
                }
                PlacesText.warn(places.report(), spec.commandLine().getErr());
                out.flush();
                return ExitStatus.AGREED;
            } catch (CancellationException e) {
                spec.commandLine().getErr().println("quorum-workbench: stopped before it was known what lies there");
                return ExitStatus.FAILED;
            } finally {
                interruption.allTold();
            }
        }
    }
}
