// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.scan.Headline;
import org.quorumworkbench.core.scan.HeadlineText;
import org.quorumworkbench.ui.Resources;

/** A headline in the window's language. */
public final class HeadlineWords {

    private static final HeadlineText.Phrases PHRASES = new HeadlineText.Phrases() {
        @Override
        public String phrase(String key, String... values) {
            return Resources.text(key, (Object[]) values);
        }

        @Override
        public String number(long number) {
            return Resources.number(number);
        }
    };

    private HeadlineWords() {}

    /**
     * What a scan has found of a child, in a few words each: how often it was outvoted, where a vote is
     * held, and then where it could not be read.
     *
     * @param voted
     *            whether a vote is held
     * @param outvoted
     *            sectors, 0 or more
     * @param unreadable
     *            sectors, 0 or more
     */
    public static List<String> child(boolean voted, long outvoted, long unreadable) {
        List<String> words = new ArrayList<>();
        if (voted) {
            words.add(switch ((int) Math.min(2, outvoted)) {
                case 0 -> Resources.text("children.found.never");
                case 1 -> Resources.text("children.found.outvoted.one");
                default -> Resources.text("children.found.outvoted", Resources.number(outvoted));
            });
        }
        if (unreadable > 0) {
            words.add(unreadable == 1
                    ? Resources.text("children.found.unreadable.one")
                    : Resources.text("children.found.unreadable", Resources.number(unreadable)));
        }
        return words;
    }

    /** What the votes say, as one sentence. */
    public static String votes(Headline headline) {
        return HeadlineText.votes(headline, PHRASES);
    }

    /** What the members' own metadata says of it, in sentences; empty if it says nothing. */
    public static String evidence(Headline headline) {
        return HeadlineText.evidence(headline, PHRASES);
    }

    /**
     * Whether the winner can be trusted: what the members say, else what is known without them. Empty
     * where nobody has won against anybody, and where the findings' own sentence says it.
     */
    public static String trust(Headline headline) {
        String evidence = evidence(headline);
        if (!evidence.isEmpty()) {
            return evidence;
        }
        if (!headline.voted() || headline.children().stream().noneMatch(child -> child.outvoted() > 0)) {
            return "";
        }
        String found = headline.noWinner() > 0 ? "headline.trust.found.some" : "headline.trust.found";
        return headline.findings().map(known -> known.suspect() > 0 ? "" : Resources.text(found))
                .orElseGet(() -> Resources.text("headline.trust.votes"));
    }

    /** The votes' sentence, and behind it what the members say. */
    public static String of(Headline headline) {
        return HeadlineText.of(headline, PHRASES);
    }
}
