// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.member.Explanation;
import org.quorumworkbench.core.member.MemberSet;

/**
 * What the children's own metadata says, to stand beside the verdicts and never to change them.
 *
 * @param explanation
 *            of divergences, with the children in the scan's order
 * @param set
 *            that the children are members of, each at its own position; absent where they are
 *            plain images, so that nothing is known
 */
public record MemberEvidence(Explanation explanation, Optional<MemberSet> set) {

    /** Of plain images. */
    public static final MemberEvidence NONE = new MemberEvidence(new Explanation(List.of()), Optional.empty());

    /** Of a configuration whose children are members; or none. */
    public static MemberEvidence of(Optional<MembersConfiguration> members) {
        return members.map(known -> new MemberEvidence(known.explanation(), Optional.of(known.set()))).orElse(NONE);
    }

    public boolean isKnown() {
        return set.isPresent();
    }
}
