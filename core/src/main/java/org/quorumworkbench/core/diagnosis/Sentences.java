// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.List;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.diagnosis.Statement.Value;
import org.quorumworkbench.core.scan.Ruling;

/**
 * Evidence that is about children.
 *
 * @param names
 *            of the children, by position
 */
record Sentences(List<String> names) {

    Sentences {
        names = List.copyOf(names);
    }

    Value.Names named(List<Integer> children) {
        return new Value.Names(children.stream().map(names::get).toList());
    }

    /** Said of these children, and then perhaps with numbers. */
    Statement of(List<Integer> children, Phrase phrase, long... numbers) {
        return Statement.of(phrase, numbers).about(named(children));
    }

    Statement vote(Cluster cluster) {
        Ruling ruling = cluster.ruling();
        return switch (ruling.verdict()) {
            case MAJORITY -> of(cluster.winner(), Phrase.WON, cluster.winner().size(), names.size());
            case TIE -> Statement.of(Phrase.TIE);
            case DIFFERS -> Statement.of(Phrase.NO_VOTE);
            case BELOW_THRESHOLD, UNREADABLE, UNANIMOUS -> Statement.of(Phrase.NOBODY_WON);
        };
    }
}
