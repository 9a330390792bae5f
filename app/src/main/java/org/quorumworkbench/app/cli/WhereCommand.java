// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.place.Divergent;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceSearch;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.SortedRanges;
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

    private final List<PlaceSearch> searches = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    @Override
    public Integer call() throws ConfigurationProblem {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenedQuorum opened = choice.open(spec.commandLine().getErr(), _ -> {})) {
            SectorRange range = DiskRange.ofAny(spec.commandLine(), opened, sector, count);
            Interruption interruption = Interruption.of(this::cancel, out);
            try {
                PlaceReport report = voted(opened, range);
                Map<PlacedRange, PlaceVersions> disputed = disputed(opened, report);
                if (json) {
                    out.println(PlacesText.json(report, disputed));
                } else {
                    new PlacesText(out).print(report, disputed);
                }
                warn(report);
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

    private void cancel() {
        cancelled = true;
        searches.forEach(PlaceSearch::cancel);
    }

    private PlaceReport find(BlockDevice disk, Divergent divergent, SortedRanges wanted) {
        PlaceSearch search = new PlaceSearch(disk, divergent);
        searches.add(search);
        if (cancelled) {
            search.cancel();
        }
        return search.find(wanted);
    }

    private PlaceReport voted(OpenedQuorum opened, SectorRange range) {
        ConcurrentSkipListSet<Long> diverging = new ConcurrentSkipListSet<>();
        Divergent divergent = (asked, most) -> diverging.subSet(asked.first(), asked.end()).stream().limit(most)
                .map(found -> new SectorRange(found, 1)).toList();
        return find(new VotedView(opened.quorum(), diverging::add), divergent, SortedRanges.of(range));
    }

    /** Asks each child alone what its metadata says, where the voted view's is disputed. */
    private Map<PlacedRange, PlaceVersions> disputed(OpenedQuorum opened, PlaceReport report) {
        List<PlacedRange> pieces = report.pieces().stream().filter(PlacedRange::isDisputed).toList();
        if (pieces.isEmpty()) {
            return Map.of();
        }
        SortedRanges wanted = SortedRanges.of(pieces.stream().map(PlacedRange::range).iterator());
        Map<String, PlaceReport> byChild = new LinkedHashMap<>();
        for (OpenedChild child : opened.children()) {
            byChild.put(child.name(), find(child.child().device(), Divergent.NONE, wanted));
        }
        Map<PlacedRange, PlaceVersions> versions = new LinkedHashMap<>();
        pieces.forEach(piece -> versions.put(piece, PlaceVersions.of(piece, byChild)));
        return versions;
    }

    private void warn(PlaceReport report) {
        List<String> lines = new ArrayList<>();
        for (FoundVolume volume : report.volumes()) {
            boolean isAsked = report.pieces().stream().anyMatch(piece -> piece.partition().equals(volume.partition())
                    && piece.volume().equals(volume.volume()) && piece.fs().equals(volume.fs()));
            if (isAsked && volume.fs().isPresent()) {
                String name = (volume.partition().isPresent()
                        ? "partition " + volume.partition().getAsInt() + ": "
                        : "")
                        + volume.fs().get();
                volume.remarks().forEach(remark -> lines.add(name + ": " + remark));
                volume.warnings().forEach(warning -> lines.add(name + ": " + warning));
            }
        }
        lines.forEach(line -> spec.commandLine().getErr().println("quorum-workbench: warning: "
                + PlacesText.printable(line)));
    }
}
