// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.Arrays;

/**
 * Which of two versions fits its neighbourhood: a byte that occurs nowhere around, next to bytes
 * that it never follows, is the changed one, whatever the vote says. It learns from the bytes in
 * which both agree. For one thread; it is used again for the next sample.
 */
final class Neighbours {

    /** Bytes that are compared, at most. */
    private static final int MOST = 4096;
    /** Fewer agreeing bytes teach nothing. */
    private static final int ENOUGH = 512;
    private static final double PRIOR = 4;
    /** One byte may say so much, in natural logarithms. */
    private static final double MOST_OF_ONE = 5;

    private final int[] single = new int[256];
    private final int[] pairs = new int[1 << 16];
    private long total;

    /**
     * How much likelier the judged version is than the other, as a natural logarithm: positive where
     * the judged one fits better. 0 where the neighbourhood does not tell.
     */
    double favours(Sample sample) {
        learn(sample);
        if (total < ENOUGH) {
            return 0;
        }
        double[] sum = new double[1];
        int[] compared = new int[1];
        sample.each((window, at) -> {
            byte[] x = window.x();
            byte[] w = window.w();
            for (int i = Math.max(1, at); i < Math.min(x.length - 1, at + 512) && compared[0] < MOST; i++) {
                if (x[i] != w[i]) {
                    compared[0]++;
                    double one = follows(x, i) + follows(x, i + 1) - follows(w, i) - follows(w, i + 1);
                    sum[0] += Math.clamp(one, -MOST_OF_ONE, MOST_OF_ONE);
                }
            }
        });
        return sum[0] / Math.max(1, compared[0] / 8.0);
    }

    private void learn(Sample sample) {
        Arrays.fill(single, 0);
        Arrays.fill(pairs, 0);
        total = 0;
        for (Sample.Window window : sample.windows()) {
            byte[] x = window.x();
            byte[] w = window.w();
            for (int i = 1; i < x.length; i++) {
                if (x[i] == w[i]) {
                    single[x[i] & 0xFF]++;
                    total++;
                    if (x[i - 1] == w[i - 1]) {
                        pairs[(x[i - 1] & 0xFF) << 8 | (x[i] & 0xFF)]++;
                    }
                }
            }
        }
    }

    private double follows(byte[] bytes, int at) {
        int before = bytes[at - 1] & 0xFF;
        int value = bytes[at] & 0xFF;
        double alone = (single[value] + 0.25) / (total + 64);
        return Math.log((pairs[before << 8 | value] + PRIOR * alone) / (single[before] + PRIOR));
    }
}
