// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.diagnosis.Diagnosis;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.member.ExplainedChild;
import org.quorumworkbench.core.member.Explanation;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.core.scenario.Transcript.Detail.Diagnosed;
import org.quorumworkbench.core.scenario.Transcript.Detail.Identified;

/** What kind of damage the divergence of a scenario's children is, as they are now. */
final class ScenarioDiagnosis {

    private ScenarioDiagnosis() {}

    /**
     * Scans and diagnoses; blocks as long as the children do.
     *
     * @param members
     *            whether the children are members of one set, whose evidence counts
     */
    static Diagnosed of(Quorum quorum, BlockGraph graph, boolean members) {
        List<Child> children = quorum.children();
        List<String> names = children.stream().map(Child::name).toList();
        MemberEvidence evidence = members ? evidence(graph, names) : MemberEvidence.NONE;
        Verdicts verdicts = Verdicts.of(Scan.start(children).result().join().map(), quorum.policy(), Set.of(),
                evidence);
        return new Diagnosed(names, Diagnosis.of(verdicts, children, new VotedView(quorum, _ -> {})).find().findings());
    }

    private static MemberEvidence evidence(BlockGraph graph, List<String> names) {
        Identified identified = ScenarioMembers.identified(graph);
        Optional<MemberSet> shared = identified.sets().stream()
                .filter(set -> set.files().size() == names.size() && identified.children().equals(names)).findFirst();
        return shared.map(set -> new MemberEvidence(
                new Explanation(set.members().stream().map(ExplainedChild::ofMember).toList()), shared, names))
                .orElse(MemberEvidence.NONE);
    }
}
