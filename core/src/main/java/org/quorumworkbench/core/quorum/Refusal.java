// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import org.quorumworkbench.core.block.Errno;

/** Why a request is ended before any child is asked. */
record Refusal(String why, Result result) {

    static Refusal with(Errno errno, String why) {
        return new Refusal(why, new Result.Failure(errno));
    }
}
