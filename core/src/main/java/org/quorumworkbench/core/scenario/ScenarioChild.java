// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.OptionValue;

/**
 * A child of a scenario.
 *
 * @param name
 *            c0, c1, ... by its place
 * @param content
 *            what it holds; if there is a file, only the size counts, which the file must have
 * @param file
 *            an image that is read instead; never written to
 * @param missing
 *            whether it cannot be opened, because there is no file
 * @param attached
 *            whether it is in the quorum from the start
 * @param readOnly
 *            whether writes to it are refused
 * @param direct
 *            whether blkdebug itself is the quorum's child, without a raw node above
 * @param rules
 *            blkdebug's {@code inject-error}
 * @param setState
 *            blkdebug's {@code set-state}
 */
public record ScenarioChild(String name, Content content, Optional<Path> file, boolean missing, boolean attached,
        boolean readOnly, boolean direct, List<OptionValue> rules, List<OptionValue> setState) {

    public ScenarioChild {
        rules = List.copyOf(rules);
        setState = List.copyOf(setState);
    }

    /** A child that is in the quorum from the start and has nothing wrong with it. */
    public static ScenarioChild of(String name, Content content) {
        return new ScenarioChild(name, content, Optional.empty(), false, true, false, false, List.of(), List.of());
    }
}
