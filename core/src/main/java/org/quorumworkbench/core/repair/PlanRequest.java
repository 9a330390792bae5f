// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What a plan is made from.
 *
 * @param opened
 *            the quorum, opened to examine
 * @param verdicts
 *            what a scan of it found, judged with the members' evidence
 * @param scannedAt
 *            when that scan began
 * @param places
 *            what lies at the divergent sectors; absent if that is not known
 * @param damages
 *            what kinds of damage were found
 * @param members
 *            what the children are, if they are members of one set
 * @param policy
 *            what the plan may do
 * @param selection
 *            what it is to put right
 * @param by
 *            who makes it
 * @param tool
 *            with what
 */
public record PlanRequest(OpenedQuorum opened, Verdicts verdicts, Instant scannedAt, Optional<ScanPlaces> places,
        List<FoundDamage> damages, Optional<MembersConfiguration> members, PlanPolicy policy, Selection selection,
        String by, String tool) {

    public PlanRequest {
        damages = List.copyOf(damages);
    }
}
