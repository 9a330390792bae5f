// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.Headline.Child;

/**
 * A headline as one sentence: "Whole disk: c2 outvoted in 792 sectors, c1 in 107, c0 never; 8
 * sectors have no winner." Where the children are members, what their own metadata says of it
 * follows in sentences of its own. It is put together here, for every language, from phrases.
 */
public final class HeadlineText {

    /** Where the phrases of a language come from. */
    public interface Phrases {
        /**
         * The phrase.
         *
         * @param key
         *            one of {@link HeadlineText#keys}
         * @param values
         *            in place of {0}, {1}, ...
         */
        String phrase(String key, String... values);

        /** A number as the language writes it. */
        String number(long number);
    }

    /** More children than these that were never outvoted are not named one by one. */
    private static final int NAMED = 2;
    /** So many are told one by one; what the others have is counted. */
    private static final int MOST_DAMAGED = 3;
    /** Characters; of a longer path the end is told. */
    private static final int LONGEST_PATH = 40;

    private static final Map<String, String> PHRASES = Map.ofEntries(Map.entry("headline.whole", "Whole disk"),
            Map.entry("headline.common", "Common part"),
            Map.entry("headline.cut", "only the first {0} bytes, which all children have, are compared: {1}"),
            Map.entry("headline.longer", "{0} is longer by {1} bytes"),
            Map.entry("headline.longer.one", "{0} is longer by 1 byte"),
            Map.entry("headline.sector", "Sector {0}"), Map.entry("headline.range", "Sectors {0} to {1}"),
            Map.entry("headline.parts", "{0} sectors"), Map.entry("headline.agree", "{0} agree"),
            Map.entry("headline.agree.one", "{0} agrees"), Map.entry("headline.agree.whole", "all children agree"),
            Map.entry("headline.outvoted", "{0} outvoted in {1} sectors"),
            Map.entry("headline.outvoted.one", "{0} outvoted in 1 sector"), Map.entry("headline.in", "{0} in {1}"),
            Map.entry("headline.never", "{0} never"), Map.entry("headline.others", "the others never"),
            Map.entry("headline.nobody", "nobody outvoted"),
            Map.entry("headline.unreadable", "{0} could not be read in {1} sectors"),
            Map.entry("headline.unreadable.one", "{0} could not be read in 1 sector"),
            Map.entry("headline.found", "{0}: {1} findings in {2}"),
            Map.entry("headline.found.one", "{0}: 1 finding in {1}"),
            Map.entry("headline.found.sectors", "{0} sectors"), Map.entry("headline.found.sectors.one", "1 sector"),
            Map.entry("headline.found.mostly", "{0} (mostly {1})"), Map.entry("headline.found.only", "{0} ({1})"),
            Map.entry("headline.found.none", "{0}: none"),
            Map.entry("headline.found.others", "the others: none"),
            Map.entry("headline.found.more", "{0} more findings in {1}"),
            Map.entry("headline.found.more.one", "1 more finding in {0}"),
            Map.entry("headline.found.nobody", "{0} findings name nobody"),
            Map.entry("headline.found.nobody.one", "1 finding names nobody"),
            Map.entry("headline.found.suspect", "in {0} findings the winner is not to be trusted"),
            Map.entry("headline.found.suspect.one", "in 1 finding the winner is not to be trusted"),
            Map.entry("headline.found.harmless", "{0} findings are harmless"),
            Map.entry("headline.found.harmless.one", "1 finding is harmless"),
            Map.entry("headline.nowinner", "{0} sectors have no winner"),
            Map.entry("headline.nowinner.one", "1 sector has no winner"),
            Map.entry("headline.ties", "{0} sectors are ties"), Map.entry("headline.ties.one", "1 sector is a tie"),
            Map.entry("headline.differ", "the children differ in {0} sectors, and no vote is held"),
            Map.entry("headline.differ.one", "the children differ in 1 sector, and no vote is held"),
            Map.entry("headline.rest", "the other {0} have not been compared"),
            Map.entry("headline.rest.one", "the other one has not been compared"),
            Map.entry("headline.nothing", "Nothing has been compared"));

    private static final Map<String, String> ALL = Stream.of(PHRASES, EvidenceText.PHRASES)
            .flatMap(phrases -> phrases.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Phrases ENGLISH = new Phrases() {
        @Override
        public String phrase(String key, String... values) {
            String phrase = ALL.getOrDefault(key, key);
            for (int at = 0; at < values.length; at++) {
                phrase = phrase.replace("{" + at + "}", values[at]);
            }
            return phrase;
        }

        @Override
        public String number(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
    };

    private final Headline headline;
    private final Phrases phrases;

    private HeadlineText(Headline headline, Phrases phrases) {
        this.headline = headline;
        this.phrases = phrases;
    }

    /** The phrases that a language has to have, with their English. */
    public static Map<String, String> keys() {
        return ALL;
    }

    /** The sentence in English. */
    public static String of(Headline headline) {
        return of(headline, ENGLISH);
    }

    public static String of(Headline headline, Phrases phrases) {
        return new HeadlineText(headline, phrases).sentence();
    }

    /** What the votes say, without the members' evidence. */
    public static String votes(Headline headline, Phrases phrases) {
        return new HeadlineText(headline, phrases).votes();
    }

    /** In English, that not all of the children was compared: a part of a sentence. */
    public static String of(Cut cut) {
        return cut(cut, ENGLISH);
    }

    /** What the members' evidence says of it, in sentences; empty if it says nothing. */
    public static String evidence(Headline headline, Phrases phrases) {
        return new HeadlineText(headline, phrases).evidence();
    }

    private String sentence() {
        String evidence = evidence();
        return evidence.isEmpty() ? votes() : votes() + " " + evidence;
    }

    private String evidence() {
        return headline.evidence().stream()
                .flatMap(evidence -> EvidenceText
                        .sentences(evidence, headline.divergent(), headline.rest() == 0, phrases).stream())
                .map(sentence -> sentence + ".").collect(Collectors.joining(" "));
    }

    private String votes() {
        List<String> parts = new ArrayList<>();
        if (headline.compared().isEmpty()) {
            return phrases.phrase("headline.nothing") + ".";
        }
        boolean whole = headline.rest() == 0;
        if (headline.divergent() > 0) {
            parts.add(where() + ": " + String.join("; ", findings()));
        } else if (whole) {
            parts.add(where() + ": " + phrases.phrase("headline.agree.whole"));
        } else {
            parts.add(phrases.phrase(plural("headline.agree", headline.compared().count()), where()));
        }
        if (!whole) {
            parts.add(counted("headline.rest", headline.rest()));
        }
        headline.cut().ifPresent(cut -> parts.add(cut(cut, phrases)));
        return String.join("; ", parts) + ".";
    }

    /** What was not compared may differ, or may be what one of them has lost. */
    private static String cut(Cut cut, Phrases phrases) {
        return phrases.phrase("headline.cut", phrases.number(cut.bytes()),
                EvidenceText.together(cut.longer().stream()
                        .map(longer -> counted(phrases, "headline.longer", longer.bytes(), longer.name())).toList(),
                        phrases));
    }

    private String where() {
        if (headline.rest() == 0) {
            return phrases.phrase(headline.cut().isPresent() ? "headline.common" : "headline.whole");
        }
        if (headline.compared().ranges().size() > 1) {
            return phrases.phrase("headline.parts", phrases.number(headline.compared().count()));
        }
        SectorRange range = headline.compared().ranges().getFirst();
        return range.count() == 1
                ? phrases.phrase("headline.sector", phrases.number(range.first()))
                : phrases.phrase("headline.range", phrases.number(range.first()), phrases.number(range.end() - 1));
    }

    private List<String> findings() {
        List<String> findings = new ArrayList<>();
        Optional<FindingsHeadline> found = headline.findings().filter(some -> !some.isEmpty());
        if (!headline.voted()) {
            findings.add(counted("headline.differ", headline.divergent()));
        }
        if (found.isPresent()) {
            found(found.get(), findings);
        } else if (headline.voted()) {
            findings.add(outvoted());
        }
        for (Child child : headline.children()) {
            if (child.unreadable() > 0) {
                findings.add(counted("headline.unreadable", child.unreadable(), child.name()));
            }
        }
        if (headline.ties() > 0) {
            findings.add(counted("headline.ties", headline.ties()));
        }
        if (headline.voted() && headline.noWinner() > 0) {
            findings.add(counted("headline.nowinner", headline.noWinner()));
        }
        return findings;
    }

    private void found(FindingsHeadline found, List<String> findings) {
        List<String> words = new ArrayList<>();
        // To hide a single one behind "more" would take as many words as to name it.
        int damagedOnes = found.damaged().size();
        int told = damagedOnes == MOST_DAMAGED + 1 ? damagedOnes : Math.min(MOST_DAMAGED, damagedOnes);
        for (FindingsHeadline.Damaged damaged : found.damaged().subList(0, told)) {
            String who = EvidenceText.together(damaged.names(), phrases);
            String sectors = counted("headline.found.sectors", damaged.sectors());
            String one = damaged.findings() == 1
                    ? phrases.phrase("headline.found.one", who, sectors)
                    : phrases.phrase("headline.found", who, phrases.number(damaged.findings()), sectors);
            String where = damaged.allThere() ? "headline.found.only" : "headline.found.mostly";
            words.add(damaged.mostly().map(file -> phrases.phrase(where, one, shortened(file))).orElse(one));
        }
        List<FindingsHeadline.Damaged> rest = found.damaged().subList(told, found.damaged().size());
        if (!rest.isEmpty()) {
            findings.add(String.join(", ", words));
            findings.add(more(rest));
        } else if (!words.isEmpty()) {
            List<String> none = headline.children().stream().map(Child::name)
                    .filter(name -> found.damaged().stream().noneMatch(one -> one.names().contains(name)))
                    .toList();
            if (none.size() > NAMED) {
                words.add(phrases.phrase("headline.found.others"));
            } else {
                none.forEach(name -> words.add(phrases.phrase("headline.found.none", name)));
            }
            findings.add(String.join(", ", words));
        }
        // What the members say of it, and who has no winner, is said in sentences of their own.
        if (found.suspect() > 0 && headline.evidence().filter(EvidenceHeadline::doubts).isEmpty()) {
            findings.add(counted("headline.found.suspect", found.suspect()));
        }
        if (found.nobody() > 0 && headline.ties() + headline.noWinner() == 0) {
            findings.add(counted("headline.found.nobody", found.nobody()));
        }
        if (found.harmless() > 0) {
            findings.add(counted("headline.found.harmless", found.harmless()));
        }
    }

    private String more(List<FindingsHeadline.Damaged> rest) {
        String sectors = counted("headline.found.sectors",
                rest.stream().mapToLong(FindingsHeadline.Damaged::sectors).sum());
        long more = rest.stream().mapToLong(FindingsHeadline.Damaged::findings).sum();
        return more == 1
                ? phrases.phrase("headline.found.more.one", sectors)
                : phrases.phrase("headline.found.more", phrases.number(more), sectors);
    }

    /** A path comes from a disk: no control characters, and no longer than a sentence bears. */
    private static String shortened(String path) {
        String line = Printable.line(path);
        return line.length() <= LONGEST_PATH ? line : "\u2026" + line.substring(line.length() - LONGEST_PATH);
    }

    private String outvoted() {
        List<Child> guilty = headline.children().stream().filter(child -> child.outvoted() > 0).toList();
        List<Child> never = headline.children().stream().filter(child -> child.outvoted() == 0).toList();
        if (guilty.isEmpty()) {
            return phrases.phrase("headline.nobody");
        }
        List<String> words = new ArrayList<>();
        for (Child child : guilty) {
            words.add(words.isEmpty()
                    ? counted("headline.outvoted", child.outvoted(), child.name())
                    : phrases.phrase("headline.in", child.name(), phrases.number(child.outvoted())));
        }
        if (never.size() > NAMED) {
            words.add(phrases.phrase("headline.others"));
        } else {
            never.forEach(child -> words.add(phrases.phrase("headline.never", child.name())));
        }
        return String.join(", ", words);
    }

    /** A phrase with a number behind what comes before it; one has a phrase of its own. */
    private String counted(String key, long count, String... before) {
        return counted(phrases, key, count, before);
    }

    private static String counted(Phrases phrases, String key, long count, String... before) {
        List<String> values = new ArrayList<>(List.of(before));
        values.add(phrases.number(count));
        return phrases.phrase(plural(key, count), values.toArray(String[]::new));
    }

    static String plural(String key, long count) {
        return count == 1 ? key + ".one" : key;
    }
}
