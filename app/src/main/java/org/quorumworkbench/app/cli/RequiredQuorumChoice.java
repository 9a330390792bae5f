// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** CONFIG where a command cannot do without. */
public final class RequiredQuorumChoice extends QuorumChoice {

    @Parameters(paramLabel = "CONFIG", arity = "1..*", description = {
            "a configuration file (native JSON, QEMU block-device JSON, libvirt XML),",
            "a literal json:{...} or driver=quorum,..., or two or more image files (raw, or qcow2, vmdk, vdi, vhdx, vpc, parallels, qed),",
            "exports of NBD servers (nbd://HOST/EXPORT, nbd+unix:///EXPORT?socket=PATH), or a mixture of these"})
    private List<String> words = new ArrayList<>();

    private final Set<String> own;

    /** For a command that takes no words of its own after {@code --allow}. */
    RequiredQuorumChoice() {
        this(Set.of());
    }

    /**
     * For a command that does.
     *
     * @param own
     *            words after {@code --allow} that name no file
     */
    RequiredQuorumChoice(Set<String> own) {
        this.own = Set.copyOf(own);
    }

    @Override
    Set<String> ownAllowances() {
        return own;
    }

    @Override
    public List<String> words() {
        return List.copyOf(words);
    }
}
