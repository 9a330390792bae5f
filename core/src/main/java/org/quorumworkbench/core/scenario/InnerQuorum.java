// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * A quorum of a scenario that another one may have as its child.
 *
 * @param options
 *            as they are written; what it refuses is a result, not a mistake of the scenario
 * @param semantics
 *            which driver's behaviour; absent for that of the whole scenario
 * @param faults
 *            that may be laid over it as a child, on or not yet
 */
public record InnerQuorum(OptionValue.Group options, Optional<Semantics> semantics, List<FaultSpec> faults) {

    public InnerQuorum {
        faults = List.copyOf(faults);
    }

    /** Its node name, if it has one; without one, nobody can have it as a child. */
    public Optional<String> name() {
        OptionValue.Member name = options.members().get("node-name");
        return name != null && name.value() instanceof OptionValue.Text text
                ? Optional.of(text.text())
                : Optional.empty();
    }

    InnerQuorum withFaults(List<FaultSpec> others) {
        return new InnerQuorum(options, semantics, others);
    }
}
