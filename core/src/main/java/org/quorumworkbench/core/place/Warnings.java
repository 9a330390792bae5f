// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;

/**
 * What could not be read in a volume: the first hundred objects by name, of the others how many.
 */
final class Warnings {

    private static final int MOST = 100;

    private final List<String> told = new ArrayList<>();
    private long more;

    void add(String object, Malformed problem) {
        add(object + ": " + problem.reason());
    }

    void add(String warning) {
        if (told.size() < MOST) {
            told.add(warning);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    List<String> all() {
        List<String> all = new ArrayList<>(told);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }
}
