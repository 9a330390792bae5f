// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import java.util.List;

/**
 * The children that gave the same value: the same bytes, or in an error vote the same errno.
 *
 * @param <V>
 *            the type of what is voted on
 * @param value
 *            what they gave
 * @param children
 *            their indexes, lowest first; never empty
 */
public record Version<V>(V value, List<Integer> children) {

    public Version {
        children = List.copyOf(children);
    }

    /** The lowest child, whose bytes stand for the version (seed line 314). */
    public int index() {
        return children.getFirst();
    }

    public int votes() {
        return children.size();
    }
}
