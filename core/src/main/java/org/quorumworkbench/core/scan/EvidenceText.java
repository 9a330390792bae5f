// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.scan.EvidenceHeadline.Since;
import org.quorumworkbench.core.scan.EvidenceHeadline.Split;
import org.quorumworkbench.core.scan.EvidenceHeadline.Stale;
import org.quorumworkbench.core.scan.HeadlineText.Phrases;

/**
 * The members' evidence as sentences behind the headline's: "c1 and c2 are stale since events 2
 * (c0: 6): the majority is the old data. 3 sectors are unexplained."
 */
final class EvidenceText {

    static final Map<String, String> PHRASES = Map.ofEntries(Map.entry("headline.and", "{0} and {1}"),
            Map.entry("headline.stale", "{0} are stale"), Map.entry("headline.stale.one", "{0} is stale"),
            Map.entry("headline.since", "{0} since events {1} ({2}: {3})"),
            Map.entry("headline.leftout", "{0}, and left out of the vote"),
            Map.entry("headline.recovering", "{0} are still being filled"),
            Map.entry("headline.recovering.one", "{0} is still being filled"),
            Map.entry("headline.old", "the majority is the old data"),
            Map.entry("headline.old.majority", "the majority is the old data in {0} sectors"),
            Map.entry("headline.old.majority.one", "the majority is the old data in 1 sector"),
            Map.entry("headline.old.winner", "the winner is the old data in {0} sectors"),
            Map.entry("headline.old.winner.one", "the winner is the old data in 1 sector"),
            Map.entry("headline.suspect", "the winner is suspect in {0} sectors"),
            Map.entry("headline.suspect.one", "the winner is suspect in 1 sector"),
            Map.entry("headline.split", "{0} and {1} went on without each other, and neither is the older one"),
            Map.entry("headline.copies", "{0} are one member, copied, and one witness"),
            Map.entry("headline.unexplained", "{0} sectors are unexplained"),
            Map.entry("headline.unexplained.one", "1 sector is unexplained"),
            Map.entry("headline.bitmap", "The bitmap accounts for all {0} divergent sectors"),
            Map.entry("headline.bitmap.one", "The bitmap accounts for the divergent sector"),
            Map.entry("headline.explained", "All {0} divergent sectors are explained"),
            Map.entry("headline.explained.one", "The divergent sector is explained"));

    private final EvidenceHeadline headline;
    private final Phrases phrases;

    private EvidenceText(EvidenceHeadline headline, Phrases phrases) {
        this.headline = headline;
        this.phrases = phrases;
    }

    /**
     * The sentences, without the stop at the end of each.
     *
     * @param divergent
     *            how many sectors are
     * @param whole
     *            whether everything was compared
     */
    static List<String> sentences(EvidenceHeadline headline, long divergent, boolean whole, Phrases phrases) {
        return new EvidenceText(headline, phrases).sentences(divergent, whole);
    }

    private List<String> sentences(long divergent, boolean whole) {
        List<String> sentences = new ArrayList<>();
        for (Split split : headline.split()) {
            sentences.add(phrases.phrase("headline.split", split.one(), split.other()));
        }
        List<String> behind = behind();
        if (!behind.isEmpty()) {
            sentences.add(String.join("; ", behind) + doubt(whole));
        }
        headline.copies()
                .forEach(copies -> sentences.add(phrases.phrase("headline.copies", together(copies, phrases))));
        long unexplained = headline.explained().unexplained();
        if (unexplained > 0) {
            sentences.add(counted("headline.unexplained", unexplained));
        } else if (divergent > 0) {
            boolean bitmap = headline.inBitmaps()
                    && headline.explained().sectors().getOrDefault(Reason.STALE, 0L) == divergent;
            sentences.add(counted(bitmap ? "headline.bitmap" : "headline.explained", divergent));
        }
        return sentences;
    }

    /** Who does not have everything. */
    private List<String> behind() {
        List<String> behind = new ArrayList<>();
        for (Stale stale : headline.stale()) {
            String who = phrases.phrase(HeadlineText.plural("headline.stale", stale.names().size()),
                    together(stale.names(), phrases));
            String words = stale.since().map(since -> since(who, since)).orElse(who);
            behind.add(stale.leftOut() ? phrases.phrase("headline.leftout", words) : words);
        }
        if (!headline.recovering().isEmpty()) {
            behind.add(phrases.phrase(HeadlineText.plural("headline.recovering", headline.recovering().size()),
                    together(headline.recovering(), phrases)));
        }
        return behind;
    }

    private String since(String who, Since since) {
        return phrases.phrase("headline.since", who, phrases.number(since.events()),
                String.join(", ", since.others()), phrases.number(since.othersEvents()));
    }

    /** As long as not everything was compared, an old majority is one wherever the members differ. */
    private String doubt(boolean whole) {
        if (headline.explained().suspect() > 0) {
            return ": " + suspect();
        }
        return !whole && headline.oldMajority() ? ": " + phrases.phrase("headline.old") : "";
    }

    /** A member that is being filled has no data that could be old. */
    private String suspect() {
        long suspect = headline.explained().suspect();
        if (!headline.recovering().isEmpty()) {
            return counted("headline.suspect", suspect);
        }
        if (suspect != headline.explained().suspectMajority()) {
            return counted("headline.old.winner", suspect);
        }
        return suspect == headline.majorities()
                ? phrases.phrase("headline.old")
                : counted("headline.old.majority", suspect);
    }

    private String counted(String key, long count) {
        return phrases.phrase(HeadlineText.plural(key, count), phrases.number(count));
    }

    /** Names in a row, the last one after an "and". */
    static String together(List<String> names, Phrases phrases) {
        return names.size() < 2
                ? String.join(", ", names)
                : phrases.phrase("headline.and", String.join(", ", names.subList(0, names.size() - 1)),
                        names.getLast());
    }
}
