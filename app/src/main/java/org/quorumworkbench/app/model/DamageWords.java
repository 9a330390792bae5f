// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.vote.Vote;

/** A damage in sentences, in the window's language. */
public final class DamageWords {

    private final Survey survey;

    public DamageWords(Survey survey) {
        this.survey = survey;
    }

    /** What it is, in one or two words. */
    public static String kind(Damage.Kind kind) {
        return text("damage.kind." + kind.word());
    }

    /** Who stands apart; empty where nobody wins. */
    public String apart(Damage damage) {
        return and(survey.names(damage.apart()));
    }

    /** How many sectors. */
    public static String sectors(long count) {
        return text(count == 1 ? "damage.sectors.one" : "damage.sectors", number(count));
    }

    /** Where it is: {@code 0x1F40 / 8000}. */
    public static String where(Damage damage) {
        return "0x%X / %d".formatted(damage.range().first(), damage.range().first());
    }

    /** All that is known of it, a sentence each. */
    public List<String> sentences(Damage damage) {
        List<String> sentences = new ArrayList<>();
        sentences.add(place(damage));
        sentences.add(vote(damage));
        if (!damage.ruling().unreadable().isEmpty()) {
            sentences.add(named("damage.unreadable", damage.ruling().unreadable()));
        }
        if (damage.suspectWinner()) {
            sentences.add(text("damage.suspect"));
        }
        damage.explained().ifPresent(reason -> sentences
                .add(text("damage.explained." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
        if (damage.explained().isEmpty() && survey.verdicts().evidence().isKnown()) {
            sentences.add(text("damage.unexplained"));
        }
        return sentences;
    }

    private static String place(Damage damage) {
        SectorRange range = damage.range();
        String byteAt = number(range.offset());
        String where = range.count() == 1
                ? text("damage.at.one", Long.toString(range.first()), hex(range.first()), byteAt)
                : text("damage.at", Long.toString(range.first()), Long.toString(range.end() - 1), hex(range.first()),
                        byteAt);
        return damage.sectors() == range.count()
                ? where
                : where + " " + text("damage.within", number(damage.sectors()), number(range.count()));
    }

    private static String hex(long sector) {
        return "0x%X".formatted(sector);
    }

    private String vote(Damage damage) {
        Ruling ruling = damage.ruling();
        String winner = and(survey.names(ruling.winner()));
        String votes = Integer.toString(ruling.votes().orElse(0));
        String needed = Integer.toString(survey.verdicts().threshold());
        return switch (ruling.verdict()) {
            case UNANIMOUS -> text("damage.vote.unanimous");
            case MAJORITY -> ruling.outvoted().isEmpty()
                    ? text("damage.vote.rest", winner, votes, needed)
                    : text(ruling.outvoted().size() == 1 ? "damage.vote.majority.one" : "damage.vote.majority", winner,
                            votes, needed, and(survey.names(ruling.outvoted())));
            case TIE -> text("damage.vote.tie", winner, votes, and(survey.names(ruling.notChosen())));
            case BELOW_THRESHOLD ->
                text(votes.equals("1") ? "damage.vote.below.one" : "damage.vote.below", votes, needed,
                        versions(ruling));
            case UNREADABLE -> text("damage.vote.unreadable", needed);
            case DIFFERS -> text("damage.vote.differs", winner);
        };
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
        return text(children.size() == 1 ? key + ".one" : key, and(survey.names(children)));
    }

    /** Names in a row, the last one after an "and". */
    static String and(List<String> names) {
        return names.size() < 2
                ? String.join(", ", names)
                : text("members.and", String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }

    /** All of it as text, to be copied. */
    public String whole(Damage damage, Optional<DifferingBytes> bytes) {
        StringBuilder text = new StringBuilder(kind(damage.kind())).append('\n');
        sentences(damage).forEach(sentence -> text.append(sentence).append('\n'));
        bytes.ifPresent(read -> text.append('\n').append(read.text()));
        return text.toString();
    }
}
