// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.quorum.Policy;

/**
 * A quorum as it is written down.
 *
 * @param source
 *            what it was read from, for titles and messages: a file's name or {@code command line}
 * @param nodeName
 *            the quorum's own name, if it has one
 * @param policy
 *            how it decides; checked against the number of children
 * @param children
 *            in vote order; at most {@link #MOST_CHILDREN}
 * @param readOnly
 *            whether writes by the quorum are refused
 * @param common
 *            whether only the part that all children have is looked at, where their lengths differ
 * @param warnings
 *            sentences about options that have no effect
 * @param consent
 *            to open files that the children's images lead to; what the outermost quorum says
 *            counts
 */
public record Configuration(String source, Optional<String> nodeName, Policy policy, List<ChildSpec> children,
        boolean readOnly, boolean common, List<String> warnings, Consent consent) {

    /** As many children as the workbench has letters for their versions. */
    public static final int MOST_CHILDREN = 32;

    /** A quorum whose children have to be of one length. */
    public Configuration(String source, Optional<String> nodeName, Policy policy, List<ChildSpec> children,
            boolean readOnly, List<String> warnings) {
        this(source, nodeName, policy, children, readOnly, false, warnings, Consent.NONE);
    }

    public Configuration {
        children = List.copyOf(children);
        warnings = List.copyOf(warnings);
    }

    /** Whether it is of no file, but of words of a command line, as images are that were opened. */
    public boolean isOfCommandLine() {
        return source.equals(Adjustments.SOURCE);
    }

    /** What events call the quorum: its node name, else {@code quorum}. */
    public String name() {
        return nodeName.orElse("quorum");
    }

    /** What events and screens call a child: its node name, else c0, c1, ... */
    public String childName(int child) {
        return children.get(child).nodeName().orElse("c" + child);
    }

    /** This quorum under another name. */
    Configuration withName(String name) {
        return new Configuration(source, Optional.of(name), policy, children, readOnly, common, warnings, consent);
    }

    /** The same quorum over other children. */
    public Configuration withChildren(List<ChildSpec> others) {
        return new Configuration(source, nodeName, policy, others, readOnly, common, warnings, consent);
    }

    /** The same quorum, about which there is more to say. */
    Configuration withWarnings(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Configuration(source, nodeName, policy, children, readOnly, common, all, consent);
    }

    /** The same quorum, of which only the part that all children have is looked at, or again all. */
    public Configuration withCommon(boolean newCommon) {
        List<ChildSpec> cut = children.stream().map(child -> child.source() instanceof ChildSource.Inner inner
                ? child.withSource(new ChildSource.Inner(inner.quorum().withCommon(newCommon)))
                : child).toList();
        return new Configuration(source, nodeName, policy, cut, readOnly, newCommon, warnings, consent);
    }

    /** The same quorum, which refuses writes. */
    public Configuration readOnlyToo() {
        return new Configuration(source, nodeName, policy, children, true, common, warnings, consent);
    }

    /** The same quorum, with which more was agreed to. */
    public Configuration withConsent(Consent newConsent) {
        return new Configuration(source, nodeName, policy, children, readOnly, common, warnings, newConsent);
    }

    public Configuration withPolicy(Policy newPolicy) {
        return new Configuration(source, nodeName, newPolicy, children, readOnly, common, warnings, consent);
    }
}
