// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/**
 * The children are of different lengths, which the reason tells: they can be opened with
 * {@link Configuration#withCommon}.
 */
public final class LengthsDiffer extends ConfigurationProblem {

    private static final long serialVersionUID = 1;

    /**
     * @param common
     *            bytes that all children have
     */
    LengthsDiffer(String source, ChildSpec.Origin origin, Wording reason, long common) {
        super(source, origin.position(), Optional.of(origin.option()), reason,
                Wording.of("Give replicas of one disk; size cuts a longer one, --common compares the first {0} "
                        + "bytes, which all have.", common),
                Optional.of(Errno.EIO));
    }
}
