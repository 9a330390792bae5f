// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.quorumworkbench.core.config.ConfigurationProblem;

/**
 * What a real QEMU 7.2 was asked and what it answered; quorum-cases.json is kept as it was
 * measured.
 */
public final class MeasuredCases {

    private MeasuredCases() {}

    public static List<Scenario> all() throws IOException, ConfigurationProblem {
        try (InputStream in = Objects
                .requireNonNull(MeasuredCases.class.getResourceAsStream("quorum-cases.json"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ScenarioReader(Path.of("")).text(text, "quorum-cases.json").scenarios();
        }
    }
}
