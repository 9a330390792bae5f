// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.repair.ChildReads.Twice;
import org.quorumworkbench.core.repair.Plan.Made;
import org.quorumworkbench.core.repair.Plan.ScanOrigin;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.repair.Why.Phrase;
import org.quorumworkbench.core.scan.Cut;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.ScannedChild;

/**
 * Makes a plan from a scan: of each divergent sector it says who is to be given whose bytes, or why
 * it is left. Writes nothing. For one thread.
 */
public final class Planner {

    private final PlanRequest request;
    private final List<PlannedChild> children;
    private final Leftovers leftovers = new Leftovers();
    private final RunJudge judge;
    private final PieceJudge pieces;
    private final Optional<ScanPlaces.Finder> walk;
    private final List<Step> steps = new ArrayList<>();
    private final MessageDigest digest = Hashes.sha256();

    private Planner(PlanRequest request, List<PlannedChild> children) {
        this.request = request;
        this.children = children;
        this.judge = new RunJudge(request, children, leftovers);
        this.pieces = new PieceJudge(request);
        this.walk = request.places().map(ScanPlaces::finder);
    }

    /**
     * Makes the plan. Reads every sector that is to be written, and its source, twice; blocks as long
     * as the children do.
     *
     * @param stopped
     *            asked between runs whether it is given up
     * @throws RepairProblem
     *             if no plan can be made of such children, or it would be too long
     * @throws CancellationException
     *             if it was given up
     */
    public static Plan plan(PlanRequest request, BooleanSupplier stopped) throws RepairProblem {
        requireSameChildren(request);
        Witnesses witnesses = new Witnesses(request.members());
        if (request.policy().source() == Source.CURRENT) {
            if (!witnesses.haveAreas()) {
                throw new RepairProblem(Wording.of("--source current: the children are not read as members of a set,"
                        + " so that nobody is known to be current. Give --members"));
            }
            if (witnesses.areSplit() || witnesses.current().isEmpty()) {
                throw new RepairProblem(
                        Wording.of("--source current: the members went on without each other, or none is"
                                + " current: which side is right only a person can say"));
            }
        }
        return new Planner(request, PlannedChildren.of(request.opened())).plan(stopped);
    }

    /** A verdict names children by their positions, which others have once one was taken away. */
    private static void requireSameChildren(PlanRequest request) throws RepairProblem {
        List<String> opened = request.opened().children().stream().map(OpenedChild::name).toList();
        List<String> now = request.opened().quorum().children().stream().map(Child::name).toList();
        List<String> scanned = request.verdicts().map().children().stream().map(ScannedChild::name).toList();
        if (!opened.equals(now) || !opened.equals(scanned)) {
            throw new RepairProblem(Wording.of(
                    "the quorum was opened with the children {0}, has now {1}, and the scan was"
                            + " of {2}: open it anew with the children that are wanted, and scan again",
                    String.join(", ", opened), String.join(", ", now), String.join(", ", scanned)));
        }
    }

    private Plan plan(BooleanSupplier stopped) throws RepairProblem {
        try (ChildReads reads = new ChildReads(request.opened().children())) {
            for (Iterator<DivergentRun> runs = request.verdicts().runs(); runs.hasNext();) {
                if (stopped.getAsBoolean()) {
                    throw new CancellationException();
                }
                run(runs.next(), reads);
            }
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Plan(UUID.randomUUID().toString(), new Made(now, request.by(), request.tool()),
                new ScanOrigin(Optional.empty(), Hashes.hex(digest.digest()),
                        request.scannedAt().truncatedTo(ChronoUnit.SECONDS)),
                request.policy(), children, notCompared(), steps, leftovers.all(), List.of());
    }

    private List<NotCompared> notCompared() {
        return Cut.of(request.verdicts().map().children()).map(Cut::longer).orElse(List.of()).stream()
                .map(longer -> new NotCompared(longer.name(), longer.offset(), longer.bytes())).toList();
    }

    private void run(DivergentRun run, ChildReads reads) throws RepairProblem {
        digest.update((run.range() + " " + run.ruling().pattern() + "\n").getBytes(StandardCharsets.US_ASCII));
        pieces.come(run, walk.map(places -> places.at(run.range())).orElse(List.of()));
        for (Candidate candidate : judge.candidates(run)) {
            long from = run.range().first();
            for (long cut : cuts(candidate)) {
                for (; from < cut; from += Math.min(cut - from, Step.MOST_SECTORS)) {
                    piece(candidate, new SectorRange(from, Math.min(cut - from, Step.MOST_SECTORS)), reads);
                }
            }
        }
    }

    /** Where a step has to end; the last is the run's end. */
    private SortedSet<Long> cuts(Candidate candidate) {
        SectorRange range = candidate.range();
        SortedSet<Long> cuts = new TreeSet<>(request.selection().cuts(range));
        cuts.addAll(pieces.cuts(range));
        long whole = wholeSectors(candidate);
        if (whole > range.first() && whole < range.end()) {
            cuts.add(whole);
        }
        cuts.add(range.end());
        return cuts;
    }

    /** Sectors that both children have as a whole. */
    private long wholeSectors(Candidate candidate) {
        return Math.min(children.get(candidate.child()).size(), children.get(candidate.source()).size())
                / SectorRange.SECTOR;
    }

    private void piece(Candidate candidate, SectorRange range, ChildReads reads) throws RepairProblem {
        String name = children.get(candidate.child()).name();
        Judged judged = pieces.judge(candidate, name, range);
        if (judged.refusal().isPresent()) {
            leave(name, range, judged.refusal().get(), judged);
            return;
        }
        if (range.first() >= wholeSectors(candidate)) {
            leave(name, range, Candidate.Doubt.of(Refusal.PARTIAL, Phrase.PART_OF_SECTOR), judged);
            return;
        }
        Optional<Twice> before = reads.read(candidate.child(), range);
        Optional<Twice> after = reads.read(candidate.source(), range);
        if (before.isEmpty() || after.isEmpty()) {
            leave(name, range, Candidate.Doubt.of(Refusal.UNREADABLE, Phrase.NO_LONGER_READABLE), judged);
            return;
        }
        Optional<Candidate.Doubt> unstable = unstable(candidate, range, before.get(), after.get());
        boolean same = Arrays.equals(before.get().bytes(), after.get().bytes());
        if (unstable.isPresent() && (same || request.policy().refuses(Refusal.UNSTABLE))) {
            leave(name, range, unstable.get(), judged);
            return;
        }
        add(candidate, range, unstable.map(judged::although).orElse(judged), Hashes.of(before.get().bytes()),
                Hashes.of(after.get().bytes()));
    }

    private Optional<Candidate.Doubt> unstable(Candidate candidate, SectorRange range, Twice before, Twice after) {
        for (int child : List.of(candidate.child(), candidate.source())) {
            if (request.verdicts().map().unstable(child, range) > 0) {
                return Optional.of(Candidate.Doubt.of(Refusal.UNSTABLE, Phrase.OTHER_WHEN_SCANNED,
                        children.get(child).name()));
            }
        }
        if (!before.stable() || !after.stable()) {
            return Optional.of(Candidate.Doubt.of(Refusal.UNSTABLE, Phrase.OTHER_WHEN_PLANNED,
                    children.get(before.stable() ? candidate.source() : candidate.child()).name()));
        }
        return Arrays.equals(before.bytes(), after.bytes())
                ? Optional.of(Candidate.Doubt.of(Refusal.UNSTABLE, Phrase.NO_LONGER_DIFFERS))
                : Optional.empty();
    }

    private void add(Candidate candidate, SectorRange range, Judged judged, String before, String after)
            throws RepairProblem {
        if (steps.size() == Plan.MOST_STEPS) {
            throw new RepairProblem(
                    Wording.of("a plan of more than {0} steps is too long to be read: narrow it with --only"
                            + " or --range", Plan.MOST_STEPS));
        }
        String source = children.get(candidate.source()).name();
        List<String> sameAs = candidate.winner().stream().filter(child -> child != candidate.source())
                .map(child -> children.get(child).name()).toList();
        steps.add(new Step(steps.size() + 1, children.get(candidate.child()).name(), range, before, after, source,
                sameAs, candidate.votes(), judged.damage().kind(),
                Math.round(judged.damage().confidence() * 1000) / 1000.0, judged.place(), why(candidate, judged)));
    }

    private String why(Candidate candidate, Judged judged) {
        String who = candidate.byEvidence()
                ? children.get(candidate.source()).name() + " is the current member, the child is behind"
                : "outvoted by " + candidate.votes().english();
        String overridden = judged.allowed().isEmpty()
                ? ""
                : "; ALLOWED although "
                        + judged.allowed().stream().map(Candidate.Doubt::english).collect(Collectors.joining("; "));
        return who + judged.damage().evidence().stream().findFirst()
                .map(first -> "; " + first.replaceFirst("[.]$", "")).orElse("") + overridden;
    }

    private void leave(String child, SectorRange range, Candidate.Doubt doubt, Judged judged) throws RepairProblem {
        leftovers.add(new Excluded(Optional.of(child), range, doubt.refusal(),
                new Why(doubt.why(), Optional.of(doubt.refusal()).filter(Refusal::isOverridable)), judged.place()));
    }
}
