// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import java.util.Arrays;
import java.util.List;

/** A function of the driver's source of June 2014 that a request goes through. */
public enum DriverFunction {
    READ("quorum_aio_readv", 546, 572), WRITE("quorum_aio_writev", 574, 593), ANSWER("quorum_aio_cb", 235,
            262), TOO_FEW("quorum_has_too_much_io_failed", 222, 233), VOTE("quorum_vote", 471,
                    544), COUNT("quorum_count_vote", 294, 324), WINNER("quorum_get_vote_winner", 364,
                            377), ERRORS("quorum_vote_error", 440, 469), BAD_VERSIONS("quorum_report_bad_versions", 264,
                                    279), COMPARE("quorum_compare", 418, 437), EXIT("quorum_err", 404,
                                            416), FLUSH("quorum_co_flush", 634, 658), FINALIZE("quorum_aio_finalize",
                                                    136, 156), CANCEL("quorum_aio_cancel", 116, 129);

    private final String driverName;
    private final int first;
    private final int last;

    DriverFunction(String driverName, int first, int last) {
        this.driverName = driverName;
        this.first = first;
        this.last = last;
    }

    /** Its name in the source. */
    public String driverName() {
        return driverName;
    }

    /** The line of the source on which it begins, from 1. */
    public int first() {
        return first;
    }

    /** The line of the source on which it ends. */
    public int last() {
        return last;
    }

    /** The algorithm within it. */
    public List<DriverLine> lines() {
        return Arrays.stream(DriverLine.values()).filter(line -> line.function() == this).toList();
    }
}
