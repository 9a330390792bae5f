// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.Set;
import org.quorumworkbench.core.file.Wording;

/**
 * What a person has to know of a volume.
 *
 * @param meanings
 *            what follows from it for the program; empty for most
 */
public record Remark(Wording words, Set<Meaning> meanings) {

    /** What a remark says beside its words. */
    public enum Meaning {
        /** The volume's beginning is damaged, and a copy of it is read. */
        DAMAGED,
        /** It was not cleanly unmounted. */
        UNCLEAN,
        /** A log has to be replayed, or perhaps: what lies elsewhere is older than the truth. */
        LIVE_LOG
    }

    /** Nothing was recognised in the volume. */
    public static final Remark NOT_RECOGNISED = of(Wording.of("no file system was recognised"));

    static final Remark LOG_TO_REPLAY = of(Wording.of("not cleanly unmounted: the log holds changes that are not on the"
            + " disk yet; names and places may be older"), Meaning.LIVE_LOG);
    static final Remark JOURNAL_TO_REPLAY = of(Wording.of("not cleanly unmounted: the journal holds changes that are"
            + " not on the disk yet; names and places may be older"), Meaning.LIVE_LOG);
    static final Remark NOT_UNMOUNTED = of(
            Wording.of("not cleanly unmounted: names and places may be incomplete"), Meaning.UNCLEAN);

    public Remark {
        meanings = Set.copyOf(meanings);
    }

    public static Remark of(Wording words, Meaning... meanings) {
        return new Remark(words, Set.of(meanings));
    }

    /** As the command line and reports have it. */
    public String english() {
        return words.english();
    }

    /** Whether it says that. */
    public boolean means(Meaning meaning) {
        return meanings.contains(meaning);
    }

    @Override
    public String toString() {
        return english();
    }
}
