// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Votes as they are cast, child by child in index order. For one thread.
 *
 * @param <V>
 *            what is voted on; equal values are one version
 */
public final class Ballot<V> {

    private final Map<V, List<Integer>> versions = new LinkedHashMap<>();

    /**
     * Counts the child for the version of that value; a value not seen before makes a new version at
     * the head of the list.
     */
    public Ballot<V> cast(int child, V value) {
        versions.computeIfAbsent(value, v -> new ArrayList<>()).add(child);
        return this;
    }

    public boolean isEmpty() {
        return versions.isEmpty();
    }

    /** The count so far; at least one vote must have been cast. */
    public Tally<V> count() {
        List<Version<V>> seen = new ArrayList<>();
        versions.forEach((value, children) -> seen.add(new Version<>(value, children)));
        return new Tally<>(seen.reversed());
    }
}
