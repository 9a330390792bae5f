// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.Optional;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Transcript;

/**
 * An operation of a scenario that was done.
 *
 * @param index
 *            its place among the operations, from 0
 * @param operation
 *            what was done
 * @param outcome
 *            the quorum's whole story of it; absent for what is no request to the quorum
 * @param result
 *            what came of it
 */
public record Performed(int index, Operation operation, Optional<Outcome> outcome, Transcript.Result result) {}
