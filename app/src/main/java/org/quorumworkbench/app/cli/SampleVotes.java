// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import org.quorumworkbench.app.sample.SampleQuorum;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.inspect.Inspector;

/** The sample's first ranges as text: what the window would have shown. */
public final class SampleVotes {

    private static final int RANGES = 5;

    private SampleVotes() {}

    /** Prints the request vote and the sector votes of each. */
    public static void print(PrintWriter out) throws ConfigurationProblem {
        try (OpenedQuorum sample = OpenedQuorum.open(SampleQuorum.configuration(Adjustments.NONE), Access.EXAMINE,
                _ -> {})) {
            Inspector inspector = new Inspector(sample.quorum());
            for (int range = 0; range < RANGES; range++) {
                SectorRange sectors = new SectorRange(range * DiskRange.USUAL_COUNT, DiskRange.USUAL_COUNT);
                out.println("sectors " + sectors);
                new InspectionText(sample, inspector.inspect(sectors).result().join()).printVotes(out);
            }
        }
    }
}
