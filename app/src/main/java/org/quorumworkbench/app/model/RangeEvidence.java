// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.share;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;

/**
 * What is known of some sectors, in sentences: what lies there, what kind of damage it is, and what
 * the members say. Immutable.
 *
 * @param parts
 *            headings with their sentences, in the order in which they are read
 */
public record RangeEvidence(List<Part> parts) {

    /** More lines of one part are not read. */
    private static final int MOST_LINES = 8;

    /** What one source says. */
    public record Part(String heading, List<String> sentences) {
        public Part {
            sentences = List.copyOf(sentences);
        }
    }

    public RangeEvidence {
        parts = List.copyOf(parts);
    }

    /** What these know of the range now. */
    static RangeEvidence of(SectorRange range, PlacesHere lookedUp, Findings findings, WhatIf scanned, Members set) {
        Places.State places = lookedUp.of(range);
        List<ScanPlaces.At> there = places instanceof Places.State.Known known
                ? known.finder().at(range)
                : List.of();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(text("evidence.place"), place(places, there)));
        parts.add(new Part(text("evidence.damage"), damage(findings, range)));
        parts.add(new Part(text("evidence.members"), members(set, scanned, range)));
        return new RangeEvidence(parts);
    }

    /** What lies in the range, in a few words; empty if that is not known. */
    public static String place(PlacesHere places, SectorRange range) {
        return places.of(range) instanceof Places.State.Known known
                ? words(known.finder().at(range).stream()
                        .filter(at -> !(at.piece().place() instanceof Place.NotMapped)).toList())
                : "";
    }

    private static String words(List<ScanPlaces.At> there) {
        String file = PlaceWords.file(there);
        String where = PlaceWords.where(there);
        return file.isEmpty() ? where : where.isEmpty() ? file : text("evidence.place.file", file, where);
    }

    private static List<String> place(Places.State state, List<ScanPlaces.At> there) {
        return switch (state) {
            case Places.State.Unknown() -> List.of(text("evidence.place.unknown"));
            case Places.State.Searching() -> List.of(text("evidence.place.searching"));
            case Places.State.Known _ when there.isEmpty() -> List.of(text("evidence.place.none"));
            case Places.State.Known _ -> cut(there.stream().map(at -> words(List.of(at))).toList());
        };
    }

    private static List<String> damage(Findings findings, SectorRange range) {
        Optional<Findings.Found> found = findings.foundProperty().get();
        if (found.isEmpty()) {
            return List.of(text(findings.runningProperty().get()
                    ? "evidence.damage.running"
                    : "evidence.damage.unknown"));
        }
        List<String> lines = new ArrayList<>();
        for (Finding finding : found.get().at(range)) {
            lines.add(finding.runnerUp()
                    .map(other -> text("evidence.damage.kind.runnerup", FindingWords.kind(finding),
                            FindingWords.children(finding, found.get().names()), confidence(finding),
                            FindingWords.effect(other)))
                    .orElseGet(() -> text("evidence.damage.kind", FindingWords.kind(finding),
                            FindingWords.children(finding, found.get().names()), confidence(finding))));
            FindingWords.evidence(finding).forEach(why -> lines.add("- " + Printable.line(why)));
        }
        return lines.isEmpty() ? List.of(text("evidence.damage.none")) : cut(lines);
    }

    private static String confidence(Finding finding) {
        return share(finding.confidence());
    }

    private static List<String> members(Members set, WhatIf scanned, SectorRange range) {
        Optional<MembersConfiguration> known = set.knownProperty().get();
        if (known.isEmpty()) {
            return List.of(text("evidence.members.none"));
        }
        List<String> lines = new ArrayList<>();
        reasons(scanned, range).forEach(reason -> lines.add(text("evidence.members.reason", reason)));
        MemberWords words = new MemberWords(known.get());
        known.get().set().evidence().stream().map(words::evidence).forEach(lines::add);
        return lines.isEmpty() ? List.of(text("members.evidence.nothing")) : cut(lines);
    }

    /** What accounts for the divergent runs in the range, each reason once. */
    private static Set<String> reasons(WhatIf scanned, SectorRange range) {
        Set<String> reasons = new LinkedHashSet<>();
        scanned.judgementProperty().get().map(Judgement::actual)
                .filter(verdicts -> verdicts.evidence().isKnown() && range.end() <= verdicts.map().sectors())
                .ifPresent(verdicts -> {
                    Iterator<DivergentRun> runs = verdicts.runs(range);
                    while (runs.hasNext() && reasons.size() < MOST_LINES) {
                        reasons.add(runs.next().explained().map(MemberWords::reason)
                                .orElseGet(() -> text("members.reason.none")));
                    }
                });
        return reasons;
    }

    private static List<String> cut(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> some = new ArrayList<>(lines.subList(0, MOST_LINES));
        some.add(text("evidence.more", Integer.toString(lines.size() - MOST_LINES)));
        return some;
    }

    /** All of it as a text of lines. */
    public String whole() {
        return parts.stream().map(part -> part.heading() + "\n" + part.sentences().stream()
                .map(line -> "  " + line + "\n").collect(Collectors.joining())).collect(Collectors.joining());
    }
}
