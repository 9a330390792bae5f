// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.List;
import java.util.stream.Collectors;
import org.quorumworkbench.core.scan.Ruling;

/**
 * Evidence in words.
 *
 * @param names
 *            of the children, by position
 */
record Sentences(List<String> names) {

    Sentences {
        names = List.copyOf(names);
    }

    /** For instance {@code c0, c1 and c3}. */
    String named(List<Integer> children) {
        List<String> each = children.stream().map(names::get).toList();
        return each.size() < 2
                ? String.join("", each)
                : each.subList(0, each.size() - 1).stream().collect(Collectors.joining(", ")) + " and "
                        + each.getLast();
    }

    /** The children and what is said of them: {@code have}, {@code differ} or {@code share} first. */
    String of(List<Integer> children, String says) {
        String told = says;
        if (children.size() == 1) {
            for (String verb : List.of("differ ", "share ")) {
                if (told.startsWith(verb)) {
                    told = verb.strip() + "s " + told.substring(verb.length());
                }
            }
            if (told.startsWith("have ")) {
                told = "has " + told.substring("have ".length());
            }
            told = told.replace("share 0 %", "shares 0 %").replace("of their bytes", "of its bytes");
        }
        return named(children) + " " + told + ".";
    }

    String vote(Cluster cluster) {
        Ruling ruling = cluster.ruling();
        return switch (ruling.verdict()) {
            case MAJORITY -> named(cluster.winner()) + " won with " + cluster.winner().size() + " of "
                    + names.size() + " votes.";
            case TIE -> "It is a tie: the vote names nobody.";
            case DIFFERS -> "No vote is held: who is right the bytes alone can tell.";
            case BELOW_THRESHOLD, UNREADABLE, UNANIMOUS -> "No version has the votes to win: the vote names nobody.";
        };
    }
}
