// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.sample;

import java.util.List;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;

/**
 * The bundled sample: four small replicas whose first ranges of 8 sectors show unanimity, an
 * outvoted child, a tie, a request that fails although every sector has a majority, and an
 * unreadable sector. It is what is printed and drawn where there is no display.
 */
public final class SampleQuorum {

    private static final Bundled FILES = new Bundled("/org/quorumworkbench/ui/sample/",
            List.of("c0.img", "c1.img", "c2.img", "c3.img"));

    private SampleQuorum() {}

    /**
     * Unpacks the sample and reads its configuration. Blocks.
     *
     * @throws java.io.UncheckedIOException
     *             if the temporary folder cannot be written
     */
    public static Configuration configuration(Adjustments adjustments) throws ConfigurationProblem {
        return FILES.configuration(adjustments);
    }
}
