// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Suggestion {

    private Suggestion() {}

    /**
     * A known word that at most a third of the letters (at least one, at most three) tell from the
     * given one.
     */
    static Optional<String> of(String given, Collection<String> known) {
        int most = Math.clamp(given.length() / 3, 1, 3);
        String best = null;
        int least = most + 1;
        for (String word : known) {
            int distance = distance(given.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Edit distance with swapped neighbours as one edit; the given word is cut if it is long. */
    private static int distance(String a, String b) {
        int rows = Math.min(a.length(), 64);
        int[][] cost = new int[rows + 1][b.length() + 1];
        for (int i = 0; i <= rows; i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int substituted = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(substituted, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[rows][b.length()];
    }
}
