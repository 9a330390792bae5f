// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OptionGroup;
import org.quorumworkbench.core.config.OptionSource;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.config.QuorumOptions;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * A quorum's options in a scenario, checked as QEMU's monitor checks them and then as the driver
 * does; refused in their words.
 */
final class QuorumNode {

    private static final Set<String> NUMBERS = Set.of("vote-threshold");
    private static final Set<String> FLAGS = Set.of("blkverify", "rewrite-corrupted", "read-only", "auto-read-only",
            "force-share");
    private static final Set<String> STRINGS = Set.of("driver", "node-name", "read-pattern", "discard",
            "detect-zeroes");
    private static final Set<String> OBJECTS = Set.of("cache");

    /** A quorum that QEMU would not make, in its words. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    private final OptionValue.Group options;
    private final Semantics semantics;

    QuorumNode(OptionValue.Group options, Semantics semantics) {
        this.options = options;
        this.semantics = semantics;
    }

    Optional<String> name() {
        return Optional.ofNullable(
                options.members().get("node-name") == null || !(value("node-name") instanceof OptionValue.Text text)
                        ? null
                        : text.text());
    }

    boolean isReadOnly() {
        return value("read-only") instanceof OptionValue.Flag flag && flag.on();
    }

    private @Nullable OptionValue value(String key) {
        OptionValue.Member member = options.members().get(key);
        return member == null ? null : member.value();
    }

    /**
     * The names of the children.
     *
     * @param otherwise
     *            what counts if the options name none
     */
    List<String> children(List<String> otherwise) throws Refusal {
        OptionValue given = value("children");
        if (given == null) {
            return otherwise;
        }
        if (!(given instanceof OptionValue.Listing list)) {
            throw new Refusal("Invalid parameter type for 'children', expected: array");
        }
        List<String> names = new ArrayList<>();
        for (OptionValue item : list.items()) {
            if (!(item instanceof OptionValue.Text name)) {
                throw new Refusal("Invalid parameter type for 'children[" + names.size()
                        + "]', expected: the name of a node");
            }
            names.add(name.text());
        }
        return names;
    }

    /** What the monitor refuses before the driver is asked: the options' types. */
    void checkSchema() throws Refusal {
        for (String key : new LinkedHashSet<>(options.members().keySet())) {
            OptionValue given = value(key);
            if (NUMBERS.contains(key)) {
                expect(key, given instanceof OptionValue.Numeral, "integer");
            } else if (FLAGS.contains(key)) {
                expect(key, given instanceof OptionValue.Flag, "boolean");
            } else if (STRINGS.contains(key)) {
                expect(key, given instanceof OptionValue.Text, "string");
            } else if (OBJECTS.contains(key)) {
                expect(key, given instanceof OptionValue.Group, "object");
            } else if (!key.equals("children")) {
                throw new Refusal("Parameter '" + key + "' is unexpected");
            }
        }
        if (value("vote-threshold") == null) {
            throw new Refusal("Parameter 'vote-threshold' is missing");
        }
        if (value("read-pattern") instanceof OptionValue.Text pattern && !pattern.text().equals("quorum")
                && !pattern.text().equals("fifo")) {
            throw new Refusal("Parameter 'read-pattern' does not accept value '" + pattern.text() + "'");
        }
    }

    private static void expect(String key, boolean holds, String type) throws Refusal {
        if (!holds) {
            throw new Refusal("Invalid parameter type for '" + key + "', expected: " + type);
        }
    }

    /** What the driver makes of the options. */
    Policy policy(int children) throws Refusal {
        OptionGroup group = new OptionGroup(OptionSource.of("quorum", ""), "", options, true);
        QuorumOptions driver = new QuorumOptions(group, semantics, Adjustments.NONE);
        try {
            driver.checkCount(children);
            return driver.policy(children, new ArrayList<>());
        } catch (ConfigurationProblem refused) {
            throw new Refusal(refused.reason());
        }
    }
}
