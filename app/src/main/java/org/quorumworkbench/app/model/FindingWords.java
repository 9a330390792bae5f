// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Damage;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.diagnosis.Harmless;
import org.quorumworkbench.core.diagnosis.Statement;
import org.quorumworkbench.core.diagnosis.Statement.Value;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.ui.Resources;

/** Findings in the person's language. */
public final class FindingWords {

    private FindingWords() {}

    /** The kind: the effect, and that it is harmless where it is. */
    public static String kind(Finding finding) {
        return kind(finding.effect(), finding.harmless());
    }

    private static String kind(Damage effect, Optional<Harmless> harmless) {
        return harmless.map(reason -> text("findings.harmless", effect(effect),
                text("findings.harmless." + reason.word()))).orElseGet(() -> effect(effect));
    }

    /** The kinds of all these findings, each once, in the order of words. */
    static List<String> kinds(List<Finding> findings) {
        // A text is put together for each kind, not for each of tens of thousands of findings.
        record Kind(Damage effect, Optional<Harmless> harmless) {}
        return findings.stream().map(finding -> new Kind(finding.effect(), finding.harmless())).distinct()
                .map(kind -> kind(kind.effect(), kind.harmless())).distinct().sorted().toList();
    }

    /** The kinds of the findings in a range, each once; empty while they are not known. */
    public static String kinds(Optional<Findings.Found> found, SectorRange range) {
        return found.map(known -> known.at(range).stream().map(FindingWords::kind).distinct()
                .collect(Collectors.joining(", "))).orElse("");
    }

    public static String effect(Damage damage) {
        return text("findings.effect." + damage.word());
    }

    /** The children believed damaged, or that nobody is named. */
    public static String children(Finding finding, List<String> names) {
        return finding.damaged().isEmpty()
                ? text("findings.nobody")
                : finding.damaged().stream().map(names::get).map(Printable::line).collect(Collectors.joining(" "));
    }

    /** Why it is believed, a sentence each. */
    public static List<String> evidence(Finding finding) {
        return finding.statements().stream().map(FindingWords::sentence).toList();
    }

    /** The same without what the vote says. */
    static List<String> evidenceBesideVote(Finding finding) {
        return finding.statements().stream().filter(statement -> switch (statement.phrase()) {
            case WON, TIE, NO_VOTE, NOBODY_WON -> false;
            default -> true;
        }).map(FindingWords::sentence).toList();
    }

    /** How sure the kind is, and what it would be else. */
    static String certainty(Finding finding) {
        String sure = String.format(Locale.ROOT, "%.0f", finding.confidence() * 100);
        return finding.runnerUp().map(other -> text("findings.certainty", kind(finding), sure, effect(other)))
                .orElseGet(() -> text("findings.certainty.alone", kind(finding), sure));
    }

    static String sentence(Statement statement) {
        String key = "evidence." + statement.phrase().word() + (statement.isOfOne() ? ".one" : "");
        return text(key, statement.values().stream().map(FindingWords::value).toArray());
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.Names(List<String> names) -> MemberWords.and(names.stream().map(Printable::line).toList());
            case Value.Count(long count) -> Long.toString(count);
            case Value.Measure(double measure) -> Resources.measure(measure);
            case Value.Word(String word) -> Printable.line(StructureWords.of(word));
        };
    }

    /** What lies there: the path, or what else it is; empty if that is not known. */
    public static String place(Finding finding) {
        return finding.place().map(FindingWords::place).orElse("");
    }

    static String place(PlacedRange piece) {
        Place place = piece.place();
        String words = switch (place) {
            case Place.File(Owner owner, long offset, var _) -> owner.name() + " + 0x" + Long.toHexString(offset);
            case Place.Directory(Owner owner, long _) -> owner.name() + "/";
            case Place.Metadata(String name, List<Owner> of) -> of.size() == 1
                    ? StructureWords.of(name) + " (" + of.getFirst().name() + ")"
                    : StructureWords.of(name);
            case Place.Unallocated _ -> text("findings.harmless.unallocated");
            default -> PlaceWords.kind(place);
        };
        return Printable.line(piece.partition().isPresent()
                ? text("findings.partition", Integer.toString(piece.partition().getAsInt()), words)
                : words);
    }

    /** How many findings there are, of which kinds, and who is believed damaged in how many. */
    static String headline(Diagnosed diagnosed, List<String> names) {
        List<Finding> findings = diagnosed.findings();
        if (findings.isEmpty()) {
            return text("findings.none");
        }
        Map<String, Long> kinds = new TreeMap<>();
        findings.stream().filter(finding -> !finding.isBenign())
                .collect(Collectors.groupingBy(Finding::effect, Collectors.counting()))
                .forEach((effect, count) -> kinds.merge(effect(effect), count, Long::sum));
        List<String> parts = new ArrayList<>();
        kinds.entrySet().stream().sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                .forEach(entry -> parts.add(number(entry.getValue()) + " \u00D7 " + entry.getKey()));
        long harmless = findings.size() - diagnosed.harmful();
        if (harmless > 0) {
            parts.add(text("findings.harmless.count", number(harmless)));
        }
        List<Long> damaged = diagnosed.damagedIn(names.size());
        List<String> children = new ArrayList<>();
        for (int child = 0; child < damaged.size(); child++) {
            if (damaged.get(child) > 0) {
                children.add(text("findings.child", Printable.line(names.get(child)),
                        number(damaged.get(child))));
            }
        }
        String head = text(findings.size() == 1 ? "findings.one" : "findings.many", number(findings.size()),
                String.join(", ", parts));
        return children.isEmpty() ? head : head + " " + text("findings.damaged", String.join(", ", children));
    }
}
