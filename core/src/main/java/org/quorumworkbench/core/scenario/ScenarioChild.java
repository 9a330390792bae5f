// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.fault.BlkdebugRules;
import org.quorumworkbench.core.format.DiskFormat;
import org.quorumworkbench.core.nbd.NbdUri;

/**
 * A child of a scenario.
 *
 * @param name
 *            as it is given, else c0, c1, ... by its place
 * @param content
 *            what it holds; if there is a file, only the size counts, which the file must have
 * @param file
 *            an image that is read instead; never written to
 * @param fileOffset
 *            where in the image the child begins, in bytes, if it is a part of it; absent if it is
 *            the whole
 * @param missing
 *            whether it cannot be opened, because there is no file
 * @param attached
 *            whether it is in the quorum from the start
 * @param readOnly
 *            whether writes to it are refused
 * @param direct
 *            whether blkdebug itself is the quorum's child, without a raw node above
 * @param rules
 *            of a blkdebug node below it; without any there is no such node
 * @param faults
 *            that may be laid over it, on or not yet
 * @param origin
 *            of its bytes; absent for a raw file, or none
 */
public record ScenarioChild(String name, Content content, Optional<Path> file, OptionalLong fileOffset,
        boolean missing, boolean attached,
        boolean readOnly, boolean direct, BlkdebugRules rules, List<FaultSpec> faults, Optional<Origin> origin) {

    /** Where the bytes of a recorded child came from, if not from a raw file. */
    public sealed interface Origin {

        /** The file is an image in that format. */
        record Formatted(DiskFormat format) implements Origin {}

        /** An export of an NBD server; there is no file. */
        record Export(NbdUri uri) implements Origin {}
    }

    /** No blkdebug node at all. */
    public static final BlkdebugRules NO_RULES = new BlkdebugRules(List.of(), List.of());

    public ScenarioChild {
        faults = List.copyOf(faults);
    }

    /** The same child with these faults. */
    ScenarioChild withFaults(List<FaultSpec> others) {
        return new ScenarioChild(name, content, file, fileOffset, missing, attached, readOnly, direct, rules, others,
                origin);
    }

    /** The same child over other bytes. */
    ScenarioChild withBytes(Content held, Optional<Path> image, OptionalLong offset) {
        return new ScenarioChild(name, held, image, offset, missing, attached, readOnly, direct, rules, faults,
                origin);
    }

    /** A child that is in the quorum from the start and has nothing wrong with it. */
    public static ScenarioChild of(String name, Content content) {
        return new ScenarioChild(name, content, Optional.empty(), OptionalLong.empty(), false, true, false, false,
                NO_RULES, List.of(), Optional.empty());
    }
}
