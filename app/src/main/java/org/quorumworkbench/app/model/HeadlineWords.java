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

    /** As one sentence. */
    public static String of(Headline headline) {
        return HeadlineText.of(headline, PHRASES);
    }
}
