// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

/**
 * How often a fault fires among the operations that its rule matches. A quorum asks each child in
 * the order of its requests, so all of it is the same in every run; {@link NthOfRange} and
 * {@link Chance}, which look at one range at a time, are even the same whatever the order.
 */
public sealed interface Occurrence {

    /** Every time. */
    record Always() implements Occurrence {}

    /** The first time only. */
    record Once() implements Occurrence {}

    /**
     * The nth time only.
     *
     * @param n
     *            from 1
     */
    record Nth(int n) implements Occurrence {
        public Nth {
            if (n < 1) {
                throw new IllegalArgumentException("the nth time counts from 1, not from " + n);
            }
        }
    }

    /**
     * The nth time that the same operation asks for the same sectors; every such pair is counted for
     * itself.
     *
     * @param n
     *            from 1
     */
    record NthOfRange(int n) implements Occurrence {
        public NthOfRange {
            if (n < 1) {
                throw new IllegalArgumentException("the nth time counts from 1, not from " + n);
            }
        }
    }

    /**
     * With a probability. Whether it fires depends on the seed, the operation, the range, and how often
     * that range was asked before, and on nothing else: not on threads, not on other ranges.
     *
     * @param probability
     *            0 to 1
     */
    record Chance(double probability, long seed) implements Occurrence {
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability is 0 to 1, not " + probability);
            }
        }
    }
}
