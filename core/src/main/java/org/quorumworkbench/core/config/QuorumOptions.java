// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;
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
                            ? Wording.driver("Number of provided children must be greater than 1")
                            : Wording.driver("Number of provided children must be 1 or more"),
                    seed
                            ? Wording.of("Give every replica as a child; one child is enough under semantics 7.2.")
                            : Wording.of("Give every replica as a child."),
                    Errno.EINVAL);
        }
        if (children > Configuration.MOST_CHILDREN) {
            throw group.problem("children", Wording.of("there are {0} children", children),
                    Wording.of("The workbench shows at most {0}; leave some out.", Configuration.MOST_CHILDREN),
                    Errno.EINVAL);
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
            throw group.problem("rewrite-corrupted",
                    Wording.driver("rewrite-corrupted=on cannot be used with blkverify=on"),
                    Wording.of("Switch one of the two off."), Errno.EINVAL);
        }
        return new Policy(threshold, verifies, rewrite, reads, semantics);
    }

    private int threshold(OptionalLong given, int children) throws ConfigurationProblem {
        // The driver keeps the number in an int: the upper half of a 64 bit number is lost.
        int threshold = (int) adjustments.threshold().orElse(given.orElse(0));
        Wording range = Wording.of("Give a number from 1 to {0}, the number of children.", children);
        if (threshold < 1) {
            String article = semantics == Semantics.V2014 ? "" : "a ";
            throw thresholdProblem(Wording.driver("Parameter 'vote-threshold' expects {0}value >= 1", article), range);
        }
        if (threshold > children) {
            throw thresholdProblem(Wording.driver("threshold may not exceed children count"), range);
        }
        return threshold;
    }

    private ConfigurationProblem thresholdProblem(Wording reason, Wording remedy) {
        return adjustments.threshold().isPresent()
                ? new ConfigurationProblem(Adjustments.SOURCE, Optional.empty(), Optional.of("--threshold"), reason,
                        remedy, Optional.of(Errno.ERANGE))
                : group.problem("vote-threshold", reason, remedy, Errno.ERANGE);
    }

    private ReadPattern readPattern(Optional<String> pattern) throws ConfigurationProblem {
        return switch (pattern.orElse("quorum")) {
            case "quorum" -> ReadPattern.QUORUM;
            case "fifo" -> ReadPattern.FIFO;
            default -> throw group.problem("read-pattern", Wording.driver("Please set read-pattern as fifo or quorum"),
                    Wording.of("Write fifo or quorum."), Errno.EINVAL);
        };
    }

    private boolean blkverify(int children, int threshold, List<String> warnings) throws ConfigurationProblem {
        if (children == 2 && threshold == 2) {
            return true;
        }
        if (semantics == Semantics.V7_2) {
            throw group.problem("blkverify",
                    Wording.driver(
                            "blkverify=on can only be set if there are exactly two files and vote-threshold is 2"),
                    Wording.of("Give two children and vote-threshold 2, or switch blkverify off."), Errno.EINVAL);
        }
        warnings.add(group.source().name() + ": " + group.full("blkverify")
                + ": blkverify mode is set by setting blkverify=on and using two files with vote_threshold=2. The mode stays off.");
        return false;
    }
}
