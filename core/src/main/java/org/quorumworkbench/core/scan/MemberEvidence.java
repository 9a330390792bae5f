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
 *            that the children are members of; absent where they are plain images, so that nothing
 *            is known
 * @param names
 *            of the set's files, by their positions
 */
public record MemberEvidence(Explanation explanation, Optional<MemberSet> set, List<String> names) {

    /** Of plain images. */
    public static final MemberEvidence NONE = new MemberEvidence(new Explanation(List.of()), Optional.empty(),
            List.of());

    public MemberEvidence {
        names = List.copyOf(names);
    }

    /** Of a configuration whose children are members; or none. */
    public static MemberEvidence of(Optional<MembersConfiguration> members) {
        return members.map(known -> of(known, known.names())).orElse(NONE);
    }

    /**
     * Of children that were opened as members, of which some may have come or gone since.
     *
     * @param children
     *            the names of those that are judged, in order
     */
    public static MemberEvidence of(MembersConfiguration members, List<String> children) {
        return new MemberEvidence(members.explanation(children), Optional.of(members.set()), members.names());
    }

    /** As {@link #of(MembersConfiguration, List)}; or none. */
    public static MemberEvidence of(Optional<MembersConfiguration> members, List<String> children) {
        return members.map(known -> of(known, children)).orElse(NONE);
    }

    public boolean isKnown() {
        return set.isPresent();
    }
}
