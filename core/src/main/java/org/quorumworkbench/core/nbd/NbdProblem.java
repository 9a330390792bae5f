// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Clause;

/** Why an export cannot be had, or an address is none. */
public final class NbdProblem extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;
    private final transient Errno errno;

    /**
     * @param reason
     *            what is the matter with the server, without its name and without a full stop:
     *            {@code nobody listens there (ECONNREFUSED)}
     * @param remedy
     *            what to do, a sentence
     */
    public NbdProblem(String reason, String remedy, Errno errno) {
        super(Clause.of(reason));
        this.reason = Clause.of(reason);
        this.remedy = remedy;
        this.errno = errno;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }

    public Errno errno() {
        return errno;
    }
}
