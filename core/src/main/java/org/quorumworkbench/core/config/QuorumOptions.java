// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * The quorum driver's own options, checked in its order and refused in its words (seed lines
 * 677-767; the words of 7.2 were measured).
 */
public final class QuorumOptions {

    private final OptionGroup group;
    private final Adjustments adjustments;
    private final Semantics semantics;

    /**
     * @param semantics
     *            as the configuration says
     * @param adjustments
     *            what the command line says instead
     */
    public QuorumOptions(OptionGroup group, Semantics semantics, Adjustments adjustments) {
        this.group = group;
        this.adjustments = adjustments;
        this.semantics = adjustments.semantics().orElse(semantics);
    }

    /** Checks how many children there are: before any other option, as the driver does. */
    public void checkCount(int children) throws ConfigurationProblem {
        boolean seed = semantics == Semantics.V2014;
        if (children < (seed ? 2 : 1)) {
            throw group.problem("children",
                    seed
                            ? "Number of provided children must be greater than 1"
                            : "Number of provided children must be 1 or more",
                    "Give every replica as a child" + (seed ? "; one child is enough under semantics 7.2." : "."),
                    Errno.EINVAL);
        }
        if (children > Configuration.MOST_CHILDREN) {
            throw group.problem("children", "there are " + children + " children",
                    "The workbench shows at most " + Configuration.MOST_CHILDREN + "; leave some out.", Errno.EINVAL);
        }
    }

    /**
     * Reads and checks the policy.
     *
     * @param warnings
     *            takes sentences about options without effect
     */
    public Policy policy(int children, List<String> warnings) throws ConfigurationProblem {
        OptionalLong given = group.number("vote-threshold");
        boolean blkverify = group.flag("blkverify").orElse(false);
        boolean rewrite = group.flag("rewrite-corrupted").orElse(false);
        Optional<String> pattern = group.text("read-pattern");
        int threshold = threshold(given, children);
        ReadPattern reads = readPattern(pattern);
        if (reads == ReadPattern.FIFO) {
            // In fifo mode both are accepted and ignored (measured).
            return new Policy(threshold, false, false, reads, semantics);
        }
        boolean verifies = blkverify && blkverify(children, threshold, warnings);
        if (verifies && rewrite) {
            throw group.problem("rewrite-corrupted", "rewrite-corrupted=on cannot be used with blkverify=on",
                    "Switch one of the two off.", Errno.EINVAL);
        }
        return new Policy(threshold, verifies, rewrite, reads, semantics);
    }

    private int threshold(OptionalLong given, int children) throws ConfigurationProblem {
        // The driver keeps the number in an int: the upper half of a 64 bit number is lost.
        int threshold = (int) adjustments.threshold().orElse(given.orElse(0));
        String range = "Give a number from 1 to " + children + ", the number of children.";
        if (threshold < 1) {
            String article = semantics == Semantics.V2014 ? "" : "a ";
            throw thresholdProblem("Parameter 'vote-threshold' expects " + article + "value >= 1", range);
        }
        if (threshold > children) {
            throw thresholdProblem("threshold may not exceed children count", range);
        }
        return threshold;
    }

    private ConfigurationProblem thresholdProblem(String reason, String remedy) {
        return adjustments.threshold().isPresent()
                ? new ConfigurationProblem(Adjustments.SOURCE, Optional.empty(), Optional.of("--threshold"), reason,
                        remedy, Optional.of(Errno.ERANGE))
                : group.problem("vote-threshold", reason, remedy, Errno.ERANGE);
    }

    private ReadPattern readPattern(Optional<String> pattern) throws ConfigurationProblem {
        return switch (pattern.orElse("quorum")) {
            case "quorum" -> ReadPattern.QUORUM;
            case "fifo" -> ReadPattern.FIFO;
            default -> throw group.problem("read-pattern", "Please set read-pattern as fifo or quorum",
                    "Write fifo or quorum.", Errno.EINVAL);
        };
    }

    private boolean blkverify(int children, int threshold, List<String> warnings) throws ConfigurationProblem {
        if (children == 2 && threshold == 2) {
            return true;
        }
        if (semantics == Semantics.V7_2) {
            throw group.problem("blkverify",
                    "blkverify=on can only be set if there are exactly two files and vote-threshold is 2",
                    "Give two children and vote-threshold 2, or switch blkverify off.", Errno.EINVAL);
        }
        warnings.add(group.source().name() + ": " + group.full("blkverify")
                + ": blkverify mode is set by setting blkverify=on and using two files with vote_threshold=2. The mode stays off.");
        return false;
    }
}
