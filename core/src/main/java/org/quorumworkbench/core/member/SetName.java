// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.List;

/**
 * What a set of members is called.
 *
 * @param key
 *            the same for members of one set and for no others of the kind
 * @param word
 *            what people are shown: a UUID, or the name of a logical volume
 * @param others
 *            other words by which a person may choose it
 */
public record SetName(String key, String word, List<String> others) {

    public SetName {
        others = List.copyOf(others);
    }

    /** Whether a person who says this means this set. */
    public boolean isMeantBy(String chosen) {
        return word.equalsIgnoreCase(chosen) || key.equalsIgnoreCase(chosen) || others.contains(chosen);
    }
}
