// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

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

    /** What the votes say, as one sentence. */
    public static String votes(Headline headline) {
        return HeadlineText.votes(headline, PHRASES);
    }

    /** What the members' own metadata says of it, in sentences; empty if it says nothing. */
    public static String evidence(Headline headline) {
        return HeadlineText.evidence(headline, PHRASES);
    }

    /** The votes' sentence, and behind it what the members say. */
    public static String of(Headline headline) {
        return HeadlineText.of(headline, PHRASES);
    }
}
