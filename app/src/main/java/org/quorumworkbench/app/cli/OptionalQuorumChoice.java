// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** CONFIG where the sample stands in for none. */
public final class OptionalQuorumChoice extends QuorumChoice {

    @Parameters(paramLabel = "CONFIG", arity = "0..*", description = {
            "a configuration file (native JSON, QEMU block-device JSON, libvirt XML),",
            "a literal json:{...} or driver=quorum,..., or two or more image files"})
    private List<String> words = new ArrayList<>();

    @Option(names = "--at", paramLabel = "FILE", description = "mark the ranges that FILE notes (a kernel log in which DRBD says \"Out of sync\", events of a QEMU monitor, or a ddrescue mapfile) as bookmarks of the disk")
    private @Nullable Path at;

    @Override
    public List<String> words() {
        return List.copyOf(words);
    }

    /** The file whose noted ranges are to be marked, if there is one. */
    public Optional<Path> noted() {
        return Optional.ofNullable(at);
    }
}
