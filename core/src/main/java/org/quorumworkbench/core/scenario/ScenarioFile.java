// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;

/**
 * What a scenario file holds.
 *
 * @param source
 *            the file's name
 * @param cases
 *            whether it is a case file, {@code {"format": 1, "cases": [...]}}, or one scenario
 *            alone
 * @param scenarios
 *            one, or the cases in order
 */
public record ScenarioFile(String source, boolean cases, List<Scenario> scenarios) {

    public ScenarioFile {
        scenarios = List.copyOf(scenarios);
    }
}
