// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.Courtesy;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * Says what kind of damage a scan's divergence is. It reads the divergent sectors again, the
 * metadata of the file systems, and, where content may have gone astray, the winner once from end
 * to end. Nothing is written.
 *
 * <p>
 * Memory follows the clusters: some 1 KB each, at most {@link Cluster#MOST} of them, and 2 MiB.
 */
public final class Diagnosis {

    private final Verdicts verdicts;
    private final List<Child> children;
    private final WinnerView winner;
    private final Placing placing;
    private final Reads reads;
    private final Sentences sentences;
    private final Confidences confidences;
    private final Optional<ScanPlaces> places;

    private Diagnosis(Verdicts verdicts, List<Child> children, BlockDevice unscanned, Courtesy courtesy,
            Optional<ScanPlaces> places) {
        this.places = places;
        this.reads = new Reads(courtesy);
        this.verdicts = verdicts;
        this.children = List.copyOf(children);
        this.winner = new WinnerView(verdicts, this.children, unscanned);
        this.placing = new Placing(verdicts, this.children, winner);
        this.sentences = new Sentences(verdicts.map().children().stream().map(ScannedChild::name).toList());
        this.confidences = Confidences.shipped();
    }

    /**
     * A diagnosis of what a scan has found.
     *
     * @param verdicts
     *            the map, the policy and the members' evidence
     * @param children
     *            in the scan's order; they are read, never written
     * @param voted
     *            the whole disk by vote, for metadata in sectors that were not scanned
     */
    public static Diagnosis of(Verdicts verdicts, List<Child> children, BlockDevice voted) {
        return of(verdicts, children, voted, Courtesy.NONE);
    }

    /**
     * A diagnosis that reads as considerately as the scan did.
     *
     * @param courtesy
     *            its limit of bytes a second is kept to, but for the file systems' metadata
     */
    public static Diagnosis of(Verdicts verdicts, List<Child> children, BlockDevice voted, Courtesy courtesy) {
        return new Diagnosis(verdicts, children, voted, courtesy, Optional.empty());
    }

    /**
     * A diagnosis that does not read the file systems' metadata again.
     *
     * @param places
     *            what lies at all divergent sectors, if that was looked for already
     */
    public static Diagnosis of(Verdicts verdicts, List<Child> children, BlockDevice voted,
            Optional<ScanPlaces> places) {
        return new Diagnosis(verdicts, children, voted, Courtesy.NONE, places);
    }

    /**
     * Finds; blocks as long as the children do. Call it once.
     *
     * @throws java.util.concurrent.CancellationException
     *             after {@link #cancel}
     */
    public Diagnosed find() {
        Cluster.Collected collected = Cluster.of(verdicts.runs());
        List<String> remarks = new ArrayList<>();
        if (!collected.isComplete()) {
            remarks.add("There are more than " + Cluster.MOST + " damages: those from sector "
                    + collected.clusters().getLast().hull().end() + " on were not looked at.");
        }
        if (collected.clusters().isEmpty()) {
            return new Diagnosed(List.of(), placing.report(), remarks);
        }
        places.ifPresentOrElse(placing::take, placing::find);
        Elsewhere elsewhere = new Elsewhere();
        List<Draft> drafts = drafts(collected.clusters(), elsewhere);
        if (!elsewhere.isEmpty()) {
            astray(drafts, elsewhere);
        }
        new ZeroFamily(children, reads).tell(drafts);
        List<Finding> findings = new TornWrites(sentences).tell(drafts).stream().map(this::finding)
                .sorted(Comparator.comparingLong((Finding finding) -> finding.range().first())).toList();
        return new Diagnosed(findings, placing.report(), remarks);
    }

    /** Gives up, from any thread. */
    public void cancel() {
        reads.cancel();
        placing.cancel();
    }

    private List<Draft> drafts(List<Cluster> clusters, Elsewhere elsewhere) {
        Checksums checksums = new Checksums(reads, winner, placing.report().volumes(), verdicts.map().sectors());
        Judge judge = new Judge(sentences);
        List<Draft> drafts = new ArrayList<>();
        for (Cluster cluster : clusters) {
            BlockDevice judged = children.get(cluster.child()).device();
            BlockDevice other = children.get(cluster.winner().getFirst()).device();
            List<PlacedRange> places = placing.of(cluster);
            Draft draft = new Draft(cluster, places);
            drafts.add(draft);
            Optional<Sample> sample = Sample.read(cluster, judged, other, verdicts.map().sectors(), reads);
            if (sample.isEmpty()) {
                draft.say(Statement.of(Phrase.GONE));
                continue;
            }
            if (cluster.explained().equals(Optional.of(Reason.METADATA))) {
                draft.harmless(Harmless.MD_SUPERBLOCK);
            } else {
                placing.harmless(places).ifPresent(draft::harmless);
            }
            List<Checked> checks = checksums.check(cluster, judged, places);
            judge.judge(draft, sample.get(), checks);
            if (draft.isHarmless()) {
                Consequences.keepHarm(draft);
            } else if (Consequences.isMount(places, sample.get(), draft.witness())) {
                draft.harmless(Harmless.MOUNT_FIELDS);
            }
            if (mayBeAstray(draft)) {
                elsewhere.add(drafts.size() - 1, judged, sample.get());
            }
            if (Astray.mayBeMajoritys(draft)) {
                elsewhere.add(-drafts.size(), other, sample.get().reversed());
            }
        }
        return drafts;
    }

    private static boolean mayBeAstray(Draft draft) {
        if (draft.isSettled() || (draft.blamesWinner() && !draft.isByBytes())) {
            return false;
        }
        if (draft.isByBytes()) {
            return draft.damage() != Damage.SHIFTED;
        }
        return switch (draft.damage()) {
            case STALE, UNKNOWN, JUNK -> true;
            case PATTERN, SHIFTED, ZEROED, ONES -> draft.best().strength() != Strength.STRONG;
            default -> false;
        };
    }

    private void astray(List<Draft> drafts, Elsewhere elsewhere) {
        Map<Integer, List<Elsewhere.Sought>> found = elsewhere.find(winner, verdicts.map().scanned().ranges(), reads);
        Astray astray = new Astray(sentences, drafts, new Copies(winner, reads));
        // First what is found of the outvoted, then what of the majority.
        Map<Integer, Elsewhere.Source> sources = new TreeMap<>(Comparator.reverseOrder());
        TreeSet<Long> places = new TreeSet<>();
        found.forEach((item, sought) -> astray.source(draft(drafts, item), Elsewhere.sources(sought), item < 0)
                .ifPresent(source -> {
                    sources.put(item, source);
                    places.add(draft(drafts, item).cluster().hull().first() + source.delta());
                }));
        if (sources.isEmpty()) {
            return;
        }
        PlaceReport there = placing.at(places.stream().filter(sector -> sector >= 0)
                .map(sector -> new SectorRange(sector, 1)).toList());
        sources.forEach((item, source) -> {
            if (item < 0) {
                astray.tellOfMajority(draft(drafts, item), source, there);
            } else {
                astray.tell(drafts.get(item), source, there);
            }
        });
    }

    /**
     * The draft that an item of the search is about: its outvoted version, or, below zero, its
     * majority.
     */
    private static Draft draft(List<Draft> drafts, int item) {
        return drafts.get(item < 0 ? -item - 1 : item);
    }

    private Finding finding(Draft draft) {
        Optional<PlacedRange> place = Placing.worst(draft.cluster(), draft.places());
        Optional<List<String>> mappedFrom = placing.mappedFrom(draft.places(), place);
        if (mappedFrom.isPresent() && mappedFrom.get().size() < children.size()) {
            draft.say(mappedFrom.get().isEmpty()
                    ? Statement.of(Phrase.MAP_DIVERGES)
                    : Statement.of(Phrase.MAP_OF, new Statement.Value.Names(mappedFrom.get())));
        }
        return draft.finding(confidences, mappedFrom, place);
    }
}
