// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.quorumworkbench.core.vote.Verdict;

/**
 * What a scan has found, judged and summed up once: who reads it computes nothing. Making one walks
 * the whole map, so it is made in the background; it is immutable.
 *
 * @param verdicts
 *            the map and the policy
 * @param summary
 *            the sectors of each verdict that can occur
 * @param divergent
 *            sectors in which not all children agree, or some could not be read
 * @param dissent
 *            by child, sectors in which it was outvoted
 * @param unreadable
 *            by child, sectors in which it could not be read
 * @param unstable
 *            by child, sectors in which two reads were seen to differ
 * @param coDissent
 *            who was outvoted together with whom
 * @param explained
 *            what the members' evidence accounts for
 * @param headline
 *            the whole of it in one sentence
 */
public record JudgedScan(Verdicts verdicts, Map<Verdict, Long> summary, long divergent, List<Long> dissent,
        List<Long> unreadable, List<Long> unstable, CoDissent coDissent, Explained explained, Headline headline) {

    public JudgedScan {
        dissent = List.copyOf(dissent);
        unreadable = List.copyOf(unreadable);
        unstable = List.copyOf(unstable);
    }

    public static JudgedScan of(Verdicts verdicts) {
        DivergenceMap map = verdicts.map();
        List<Long> unstable = IntStream.range(0, map.children().size()).mapToObj(map::unstable).toList();
        Explained explained = verdicts.explained();
        return new JudgedScan(verdicts, verdicts.summary(), verdicts.divergent(), verdicts.dissent(),
                verdicts.unreadable(), unstable, verdicts.coDissent(), explained,
                Headline.of(verdicts, explained));
    }

    /** Sectors in which nobody has won: below the threshold, or with too few children to read. */
    public long noWinner() {
        return headline.noWinner();
    }

    /** Sectors that list order alone has decided. */
    public long ties() {
        return headline.ties();
    }
}
