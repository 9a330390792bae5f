// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.scan.DifferingBytes;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.vote.Vote;

/** A divergent place in sentences, in the window's language. */
public final class DivergentPlaceWords {

    private final Survey survey;
    private final Optional<Findings.Found> found;

    /** Of what votes alone can tell. */
    public DivergentPlaceWords(Survey survey) {
        this(survey, Optional.empty());
    }

    /**
     * @param found
     *            what kind of damage it is, if that is known
     */
    public DivergentPlaceWords(Survey survey, Optional<Findings.Found> found) {
        this.survey = survey;
        this.found = found;
    }

    /** What it is, in one or two words. */
    public static String kind(DivergentPlace.Kind kind) {
        return text("damage.kind." + kind.word());
    }

    /** What it is: the kind of damage, and before it what the vote says where it names nobody. */
    public static String what(DivergentPlace place) {
        return damage(place).map(damage -> switch (place.kind()) {
            case NO_WINNER, SUSPECT_WINNER, TIE -> text("damage.what", kind(place.kind()), damage);
            case UNREADABLE, OUTVOTED, DIFFERS, EXPLAINED -> damage;
        }).orElseGet(() -> kind(place.kind()));
    }

    /** The kind of damage; empty where it is not known. */
    public static Optional<String> damage(DivergentPlace place) {
        return place.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(place.findings().stream().map(FindingWords::kind).distinct()
                        .collect(Collectors.joining(", ")));
    }

    /** Whose it is: a file or directory; empty if nobody's, or not known. */
    public static Optional<String> file(DivergentPlace place) {
        return place.lies().flatMap(there -> there.place().owner()).map(PlaceWords::name);
    }

    /** Who stands apart; empty where nobody is named. */
    public String apart(DivergentPlace place) {
        return MemberWords.and(survey.names(place.apart()));
    }

    /** How many sectors. */
    public static String sectors(long count) {
        return text(count == 1 ? "damage.sectors.one" : "damage.sectors", number(count));
    }

    /** Where it is: {@code 0x1F40 / 8000}. */
    public static String where(DivergentPlace place) {
        return "0x%X / %d".formatted(place.range().first(), place.range().first());
    }

    /** All that is known of it, a sentence each. */
    public List<String> sentences(DivergentPlace place) {
        List<String> sentences = new ArrayList<>();
        sentences.add(place(place));
        place.lies().filter(there -> !(there.place() instanceof Place.NotMapped))
                .ifPresent(there -> sentences.add(text("damage.lies", FindingWords.place(there))));
        place.findings().stream().map(FindingWords::certainty).distinct().forEach(sentences::add);
        sentences.add(vote(place));
        if (!place.ruling().unreadable().isEmpty()) {
            sentences.add(named("damage.unreadable", place.ruling().unreadable()));
        }
        place.findings().stream().flatMap(finding -> FindingWords.evidenceBesideVote(finding).stream()).distinct()
                .forEach(sentences::add);
        if (place.findings().isEmpty() && place.suspectWinner()) {
            sentences.add(text("damage.suspect"));
        }
        place.explained().ifPresent(reason -> sentences
                .add(text("damage.explained." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
        if (place.explained().isEmpty() && survey.verdicts().evidence().isKnown()) {
            sentences.add(text("damage.unexplained"));
        }
        String kinds = FindingWords.kinds(found, place.range());
        if (place.findings().isEmpty() && !kinds.isEmpty()) {
            sentences.add(text("damage.kinds", kinds));
        }
        return sentences;
    }

    private static String place(DivergentPlace place) {
        SectorRange range = place.range();
        String byteAt = number(range.offset());
        String where = range.count() == 1
                ? text("damage.at.one", Long.toString(range.first()), hex(range.first()), byteAt)
                : text("damage.at", Long.toString(range.first()), Long.toString(range.end() - 1), hex(range.first()),
                        byteAt);
        return place.sectors() == range.count()
                ? where
                : where + " " + text("damage.within", number(place.sectors()), number(range.count()));
    }

    private static String hex(long sector) {
        return "0x%X".formatted(sector);
    }

    private String vote(DivergentPlace place) {
        Ruling ruling = place.ruling();
        String winner = MemberWords.and(survey.names(ruling.winner()));
        String votes = Integer.toString(ruling.votes().orElse(0));
        String needed = Integer.toString(survey.verdicts().threshold());
        return switch (ruling.verdict()) {
            case UNANIMOUS -> text("damage.vote.unanimous");
            case MAJORITY -> {
                String wins = text(one("damage.vote.wins", ruling.winner().size()), winner, votes, needed);
                yield ruling.outvoted().isEmpty()
                        ? wins
                        : wins + " " + named("damage.vote.outvoted", ruling.outvoted());
            }
            case TIE -> text(one("damage.vote.tie", ruling.winner().size()), winner, votes,
                    MemberWords.and(survey.names(asMany(ruling))));
            case BELOW_THRESHOLD ->
                text(votes.equals("1") ? "damage.vote.below.one" : "damage.vote.below", votes, needed,
                        versions(ruling));
            case UNREADABLE -> text("damage.vote.unreadable", needed);
            case DIFFERS -> text("damage.vote.differs", winner);
        };
    }

    /** The children of the versions that have as many votes as the one that list order chose. */
    private static List<Integer> asMany(Ruling ruling) {
        String letters = ruling.pattern();
        int votes = ruling.votes().orElse(0);
        return ruling.notChosen().stream()
                .filter(child -> letters.chars().filter(letter -> letter == letters.charAt(child)).count() == votes)
                .toList();
    }

    private String versions(Ruling ruling) {
        List<String> versions = new ArrayList<>();
        String letters = ruling.pattern();
        for (int position = 0; position < letters.length(); position++) {
            char letter = Vote.letter(position);
            List<String> names = new ArrayList<>();
            for (int child = 0; child < letters.length(); child++) {
                if (letters.charAt(child) == letter) {
                    names.add(survey.children().get(child).name());
                }
            }
            if (!names.isEmpty()) {
                versions.add(letter + ": " + String.join(", ", names));
            }
        }
        return String.join("; ", versions);
    }

    private String named(String key, List<Integer> children) {
        return text(one(key, children.size()), MemberWords.and(survey.names(children)));
    }

    private static String one(String key, int count) {
        return count == 1 ? key + ".one" : key;
    }

    /** All of it as text, to be copied. */
    public String whole(DivergentPlace place, Optional<DifferingBytes> bytes) {
        StringBuilder text = new StringBuilder(what(place)).append('\n');
        sentences(place).forEach(sentence -> text.append(sentence).append('\n'));
        bytes.ifPresent(read -> text.append('\n').append(read.text()));
        return text.toString();
    }
}
